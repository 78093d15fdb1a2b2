package dev.ordersaga.lab.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** One priced line as the file has it: {@code unitPrice} keeps the file's digits, a blank description is null. */
record InvoiceLine(String sku, @Nullable String description, long quantity, String unitPrice) {

    /** Quantity times price, before any rounding. */
    BigDecimal exactAmount() {
        return new BigDecimal(unitPrice).multiply(BigDecimal.valueOf(quantity));
    }

    /** The line's amount in whole minor units, rounded half-up. */
    BigDecimal amount(int minorDigits) {
        return exactAmount().setScale(minorDigits, RoundingMode.HALF_UP);
    }
}
