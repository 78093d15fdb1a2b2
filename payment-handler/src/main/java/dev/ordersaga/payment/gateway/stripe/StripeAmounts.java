package dev.ordersaga.payment.gateway.stripe;

import dev.ordersaga.api.money.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/** Stripe counts in its own smallest units, which for a few currencies are not those of ISO 4217. */
final class StripeAmounts {

    private static final Map<String, Integer> OTHER_DIGITS = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    private StripeAmounts() {}

    /** @throws ArithmeticException if Stripe has no such amount: it is smaller than Stripe's smallest unit */
    static long of(Money money) {
        return BigDecimal.valueOf(money.minor(), digits(money.currency()))
                .movePointRight(stripeDigits(money.currency()))
                .longValueExact();
    }

    static Money asMoney(long amount, String currencyCode) {
        Currency currency = Currency.getInstance(currencyCode.toUpperCase(Locale.ROOT));
        long minor = BigDecimal.valueOf(amount, stripeDigits(currency))
                .movePointRight(digits(currency))
                .longValueExact();
        return new Money(minor, currency);
    }

    static String code(Money money) {
        return money.currency().getCurrencyCode().toLowerCase(Locale.ROOT);
    }

    private static int digits(Currency currency) {
        return currency.getDefaultFractionDigits();
    }

    private static int stripeDigits(Currency currency) {
        return OTHER_DIGITS.getOrDefault(currency.getCurrencyCode(), digits(currency));
    }
}
