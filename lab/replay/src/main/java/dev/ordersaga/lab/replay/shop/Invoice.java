package dev.ordersaga.lab.replay.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Invoice of the shop: all rows of one invoice number.
 *
 * @param date earliest date of its rows, so that it does not depend on their order
 * @param customerId null where the file has none
 */
public record Invoice(String number, Instant date, @Nullable String customerId, Kind kind, List<Line> lines) {

    public Invoice {
        lines = List.copyOf(lines);
    }

    /** Sum of the lines, not rounded. */
    public BigDecimal exactTotal() {
        return lines.stream().map(Line::exactAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Sum of the lines, each rounded half-up to the currency's digits. */
    public BigDecimal total(int minorDigits) {
        return lines.stream()
                .map(line -> line.exactAmount().setScale(minorDigits, RoundingMode.HALF_UP))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Line of an invoice as it is in the file.
     *
     * @param description null where the file has a blank one
     * @param unitPrice decimal number with the file's digits
     */
    public record Line(String sku, @Nullable String description, long quantity, String unitPrice) {

        public BigDecimal exactAmount() {
            return new BigDecimal(unitPrice).multiply(BigDecimal.valueOf(quantity));
        }
    }

    /** Kind of an invoice; only {@link #ORDER} is sent. */
    public enum Kind {
        /** Sent unchanged; the service accepts or refuses it. */
        ORDER("order"),
        /** {@code C…}: returns goods of an earlier order. */
        CANCELLATION("cancellation (C…)"),
        /** {@code A…}: an accounting entry without goods. */
        DEBT_ADJUSTMENT("bad-debt adjustment (A…)"),
        /** Rows of one number that name several customers. */
        SEVERAL_CUSTOMERS("several customers on one invoice"),
        /** At least one row cannot be read. */
        UNREADABLE("a row that cannot be read");

        private static final Pattern MARKED = Pattern.compile("[CA]\\d+");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Text for reports. */
        public String label() {
            return label;
        }

        /** Kind by the number alone: a letter before digits marks an invoice that is no order. */
        public static Kind ofNumber(String invoiceNumber) {
            if (MARKED.matcher(invoiceNumber).matches()) {
                return invoiceNumber.charAt(0) == 'C' ? CANCELLATION : DEBT_ADJUSTMENT;
            }
            return ORDER;
        }
    }
}
