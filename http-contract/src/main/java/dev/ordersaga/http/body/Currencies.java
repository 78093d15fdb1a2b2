package dev.ordersaga.http.body;

import java.util.Currency;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The currencies that an amount can have: those with a minor unit. */
final class Currencies {

    /** Returned beside a fault; never used. */
    static final Currency STAND_IN = Currency.getInstance("EUR");

    private static final Map<String, Currency> PAYABLE = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Function.identity()));

    private Currencies() {}

    /** Null when there is no such currency, or it cannot be paid in. */
    static @Nullable Currency payable(String code) {
        return PAYABLE.get(code);
    }
}
