package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.payment.AmountText;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Currencies and their valid amounts. */
final class Currencies {

    /** Smallest charge by currency, in minor units. */
    private static final Map<String, Long> MIN_AMOUNTS = Arrays.stream("""
            usd:50 aed:200 aud:50 bgn:100 brl:50 cad:50 chf:50 czk:1500 dkk:250 eur:50 gbp:30 hkd:400 huf:17500
            inr:50 jpy:50 mxn:1000 myr:200 nok:300 nzd:50 pln:200 ron:200 sek:300 sgd:50 thb:1000""".split("\\s+"))
            .map(entry -> entry.split(":"))
            .collect(Collectors.toMap(entry -> entry[0], entry -> Long.valueOf(entry[1])));

    private static final long MAX_AMOUNT = 99_999_999L;

    /** Three decimals on the wire, but the last one must be 0. */
    private static final Set<String> THREE_DECIMALS = Set.of("bhd", "jod", "kwd", "omr", "tnd");

    /** Two decimals on the wire although the currency has none. */
    private static final Set<String> ZERO_DECIMALS = Set.of("isk", "ugx");

    private Currencies() {}

    /** @throws InvalidRequestException when the currency is unknown */
    static String known(String name) {
        String currency = name.toLowerCase(Locale.ROOT);
        boolean known = Currency.getAvailableCurrencies().stream()
                .anyMatch(
                        one -> one.getCurrencyCode().equalsIgnoreCase(currency) && one.getDefaultFractionDigits() >= 0);
        if (!known) {
            throw InvalidRequestException.of("currency", null, "Invalid currency: " + currency);
        }
        return currency;
    }

    /** @throws InvalidRequestException when this amount cannot be charged */
    static void check(long amount, String currency) {
        long minimum = MIN_AMOUNTS.getOrDefault(currency, 1L);
        if (amount < minimum) {
            throw InvalidRequestException.of(
                    "amount", "amount_too_small", "Amount must be at least " + AmountText.of(minimum, currency));
        }
        if (amount > MAX_AMOUNT) {
            throw InvalidRequestException.of(
                    "amount", "amount_too_large", "Amount must be no more than " + AmountText.of(MAX_AMOUNT, currency));
        }
        if (THREE_DECIMALS.contains(currency) && amount % 10 != 0) {
            throw InvalidRequestException.of("amount", null, "Invalid amount: the last digit must be 0 in " + currency);
        }
        if (ZERO_DECIMALS.contains(currency) && amount % 100 != 0) {
            throw InvalidRequestException.of(
                    "amount", null, "Invalid amount: the last two digits must be 00 in " + currency);
        }
    }
}
