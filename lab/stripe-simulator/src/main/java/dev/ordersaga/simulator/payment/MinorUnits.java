package dev.ordersaga.simulator.payment;

import java.util.Set;

/** The decimals of amounts in Stripe's API, which for a few currencies differ from ISO 4217. */
public final class MinorUnits {

    /** Stripe also lists UGX here, but takes its amounts with two decimals, as those of ISK. */
    private static final Set<String> NONE = Set.of(
            "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf");

    private static final Set<String> THREE = Set.of("bhd", "jod", "kwd", "omr", "tnd");

    private MinorUnits() {}

    /** @param currency lower case */
    public static int digits(String currency) {
        return NONE.contains(currency) ? 0 : THREE.contains(currency) ? 3 : 2;
    }
}
