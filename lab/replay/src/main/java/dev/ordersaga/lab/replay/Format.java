package dev.ordersaga.lab.replay;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/** Formats of numbers, amounts and times in reports. */
final class Format {

    private Format() {}

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String result(Outcome.Result result) {
        return result.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Amount with all its digits, at least those of the currency. */
    static String amount(BigDecimal amount, Currency currency) {
        int digits = Math.max(amount.stripTrailingZeros().scale(), currency.getDefaultFractionDigits());
        return String.format(Locale.ROOT, "%,." + digits + "f", amount) + ' ' + currency.getCurrencyCode();
    }

    /** Microseconds as milliseconds, or as seconds from ten seconds on. */
    static String micros(long micros) {
        if (micros >= 10_000_000) {
            return String.format(Locale.ROOT, "%,.1f s", micros / 1_000_000.0);
        }
        return String.format(Locale.ROOT, micros < 10_000 ? "%.1f ms" : "%,.0f ms", micros / 1000.0);
    }
}
