package dev.ordersaga.lab.replay;

import java.util.regex.Pattern;

/** What the rows of an invoice number are; only {@link #ORDER} is sent as an order. */
enum InvoiceKind {
    /** Sent as it is; the service accepts or refuses it. */
    ORDER("order"),
    /** {@code C…}: takes back goods of an earlier order. */
    CANCELLATION("cancellation (C…)"),
    /** {@code A…}: the accountant's entry, nobody ordered anything. */
    DEBT_ADJUSTMENT("bad-debt adjustment (A…)"),
    /** Rows of one number that name several customers. */
    SEVERAL_CUSTOMERS("several customers on one invoice"),
    /** At least one row of it cannot be read. */
    UNREADABLE("a row that cannot be read");

    private static final Pattern MARKED = Pattern.compile("[CA]\\d+");

    private final String words;

    InvoiceKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The kind that the number itself announces: a letter before digits marks what is no order. */
    static InvoiceKind ofNumber(String invoiceNumber) {
        if (MARKED.matcher(invoiceNumber).matches()) {
            return invoiceNumber.charAt(0) == 'C' ? CANCELLATION : DEBT_ADJUSTMENT;
        }
        return ORDER;
    }
}
