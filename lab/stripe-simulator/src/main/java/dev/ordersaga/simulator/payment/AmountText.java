package dev.ordersaga.simulator.payment;

import java.math.BigDecimal;

/** Formats amounts for messages. */
public final class AmountText {

    private AmountText() {}

    /** For example {@code 12.50 gbp}. */
    public static String of(long minor, String currency) {
        return BigDecimal.valueOf(minor, MinorUnits.digits(currency)).toPlainString() + " " + currency;
    }
}
