package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.payment.AmountText;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Currencies and their valid amounts. */
final class Currencies {

    /** Smallest charge by currency, in minor units. */
    private static final Map<String, Long> MIN_AMOUNTS = Map.ofEntries(
            Map.entry("usd", 50L),
            Map.entry("aed", 200L),
            Map.entry("aud", 50L),
            Map.entry("bgn", 100L),
            Map.entry("brl", 50L),
            Map.entry("cad", 50L),
            Map.entry("chf", 50L),
            Map.entry("czk", 1500L),
            Map.entry("dkk", 250L),
            Map.entry("eur", 50L),
            Map.entry("gbp", 30L),
            Map.entry("hkd", 400L),
            Map.entry("huf", 17500L),
            Map.entry("inr", 50L),
            Map.entry("jpy", 50L),
            Map.entry("mxn", 1000L),
            Map.entry("myr", 200L),
            Map.entry("nok", 300L),
            Map.entry("nzd", 50L),
            Map.entry("pln", 200L),
            Map.entry("ron", 200L),
            Map.entry("sek", 300L),
            Map.entry("sgd", 50L),
            Map.entry("thb", 1000L));

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
