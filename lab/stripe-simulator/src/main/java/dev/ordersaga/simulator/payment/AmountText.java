package dev.ordersaga.simulator.payment;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/** Formats amounts for messages. */
public final class AmountText {

    private AmountText() {}

    /** For example {@code 12.50 gbp}. */
    public static String of(long minor, String currency) {
        int digits = Currency.getInstance(currency.toUpperCase(Locale.ROOT)).getDefaultFractionDigits();
        return BigDecimal.valueOf(minor, digits).toPlainString() + " " + currency;
    }
}
