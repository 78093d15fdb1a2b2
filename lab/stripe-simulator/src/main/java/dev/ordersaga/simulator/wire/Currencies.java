package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.payment.AmountText;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.MinorUnits;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Currencies and their valid amounts. */
final class Currencies {

    /** What Stripe presents to customers; currencies that were withdrawn, such as HRK, are not among them. */
    private static final Set<String> SUPPORTED = new LinkedHashSet<>(List.of("""
            usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf
            chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf
            idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop
            mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd
            scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xcg
            xof xpf yer zar zmw""".split("\\s+")));

    /** Smallest charge by currency, in minor units; of other currencies Stripe takes the equivalent of 50 US cents. */
    private static final Map<String, Long> MIN_AMOUNTS = Arrays.stream("""
            usd:50 aed:200 aud:50 bgn:100 brl:50 cad:50 chf:50 czk:1500 dkk:250 eur:50 gbp:30 hkd:400 huf:17500
            inr:50 jpy:50 mxn:1000 myr:200 nok:300 nzd:50 pln:200 ron:200 sek:300 sgd:50 thb:1000""".split("\\s+"))
            .map(entry -> entry.split(":"))
            .collect(Collectors.toMap(entry -> entry[0], entry -> Long.valueOf(entry[1])));

    private static final long MAX_AMOUNT = 99_999_999L;

    /** Two decimals on the wire although the currency has none: the amount is a multiple of 100. */
    private static final Set<String> WHOLE_UNITS = Set.of("isk", "ugx");

    private Currencies() {}

    /** @throws InvalidRequestException when the currency is not supported */
    static String known(String name) {
        String currency = name.toLowerCase(Locale.ROOT);
        if (!SUPPORTED.contains(currency)) {
            throw InvalidRequestException.of(
                    "currency",
                    null,
                    "Invalid currency: " + currency + ". Stripe currently supports these currencies: "
                            + String.join(", ", SUPPORTED));
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
        checkUnit("amount", amount, currency);
    }

    /**
     * Checks the decimals, also of refunds and captures, which have no minimum.
     *
     * @throws InvalidRequestException when the currency has no such amount
     */
    static void checkUnit(String parameter, long amount, String currency) {
        if (MinorUnits.digits(currency) == 3 && amount % 10 != 0) {
            throw InvalidRequestException.of(
                    parameter, null, "Invalid amount: the last digit must be 0 in " + currency);
        }
        if (WHOLE_UNITS.contains(currency) && amount % 100 != 0) {
            throw InvalidRequestException.of(
                    parameter, null, "Invalid amount: the last two digits must be 00 in " + currency);
        }
    }
}
