package dev.ordersaga.payment.gateway.stripe;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnreadableAnswerException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/** Conversion to Stripe's minor units, which for a few currencies differ from ISO 4217. */
final class StripeAmounts {

    private static final Map<String, Integer> DIFFERENT_DIGITS = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    private StripeAmounts() {}

    /** @throws RequestRejectedException if Stripe cannot express the amount, so that nothing is sent */
    static long of(Money money) {
        try {
            return BigDecimal.valueOf(money.minor(), digits(money.currency()))
                    .movePointRight(stripeDigits(money.currency()))
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new RequestRejectedException("amount_not_supported", money + " has no amount at Stripe", e);
        }
    }

    /** @throws UnreadableAnswerException if the currency is unknown here, or cannot express the amount */
    static Money asMoney(long amount, String currencyCode) {
        try {
            Currency currency = Currency.getInstance(currencyCode.toUpperCase(Locale.ROOT));
            long minor = BigDecimal.valueOf(amount, stripeDigits(currency))
                    .movePointRight(digits(currency))
                    .longValueExact();
            return new Money(minor, currency);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new UnreadableAnswerException("cannot read the amount " + amount + " of " + currencyCode, e);
        }
    }

    static String code(Money money) {
        return money.currency().getCurrencyCode().toLowerCase(Locale.ROOT);
    }

    private static int digits(Currency currency) {
        return currency.getDefaultFractionDigits();
    }

    private static int stripeDigits(Currency currency) {
        return DIFFERENT_DIGITS.getOrDefault(currency.getCurrencyCode(), digits(currency));
    }
}
