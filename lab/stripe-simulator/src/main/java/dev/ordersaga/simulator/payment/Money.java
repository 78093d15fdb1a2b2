package dev.ordersaga.simulator.payment;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/** Amounts in messages for people. */
public final class Money {

    private Money() {}

    /** For example {@code 12.50 gbp}. */
    public static String words(long minor, String currency) {
        int digits = Currency.getInstance(currency.toUpperCase(Locale.ROOT)).getDefaultFractionDigits();
        return BigDecimal.valueOf(minor, digits).toPlainString() + " " + currency;
    }
}
