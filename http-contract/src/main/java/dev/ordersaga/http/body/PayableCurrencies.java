package dev.ordersaga.http.body;

import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The currencies that a new order can have: those that are in use in some country today, by the JDK's data, which follow the
 * amendments to ISO 4217. Withdrawn currencies, funds, metals and test codes are in use in no country.
 */
final class PayableCurrencies {

    private static final Map<String, Currency> BY_CODE = inUse();

    private PayableCurrencies() {}

    /** @param code upper-case ISO 4217 */
    static @Nullable Currency find(String code) {
        return BY_CODE.get(code);
    }

    private static Map<String, Currency> inUse() {
        Map<String, Currency> found = new HashMap<>();
        for (String country : Locale.getISOCountries()) {
            // Null for a territory without a currency of its own.
            Currency currency = Currency.getInstance(Locale.of("", country));
            if (currency != null && currency.getDefaultFractionDigits() >= 0) {
                found.put(currency.getCurrencyCode(), currency);
            }
        }
        return Map.copyOf(found);
    }
}
