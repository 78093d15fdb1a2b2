package dev.ordersaga.lab.replay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rows of one invoice number. The date is the earliest of its rows, so that it does not depend on their order.
 *
 * @param customerId null where the file names no customer
 */
record Invoice(
        String number,
        Instant date,
        @Nullable String customerId,
        String country,
        InvoiceKind kind,
        List<InvoiceLine> lines) {

    Invoice {
        lines = List.copyOf(lines);
    }

    /** The sum of the lines, before any rounding. */
    BigDecimal exactTotal() {
        return lines.stream().map(InvoiceLine::exactAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The sum of the lines, each rounded half-up to the currency's digits. */
    BigDecimal total(int minorDigits) {
        return lines.stream().map(line -> line.amount(minorDigits)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
