package dev.ordersaga.lab.replay;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/** How numbers are written in reports. */
final class Words {

    private Words() {}

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** An amount with all its digits, and never fewer than the currency has. */
    static String amount(BigDecimal amount, Currency currency) {
        int digits = Math.max(amount.stripTrailingZeros().scale(), currency.getDefaultFractionDigits());
        return String.format(Locale.ROOT, "%,." + digits + "f", amount) + ' ' + currency.getCurrencyCode();
    }

    /** Microseconds as milliseconds, or as seconds where these say enough. */
    static String time(long micros) {
        if (micros >= 10_000_000) {
            return String.format(Locale.ROOT, "%,.1f s", micros / 1_000_000.0);
        }
        return String.format(Locale.ROOT, micros < 10_000 ? "%.1f ms" : "%,.0f ms", micros / 1000.0);
    }
}
