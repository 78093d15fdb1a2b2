package dev.ordersaga.payment;

import java.util.Set;

/** The decline code that is fit for customers: one that they know, and that does not tell too much. Whoever tries a stolen card must not learn that it is known as stolen. */
final class CustomerDeclineCode {

    static final String GENERIC = "generic_decline";

    private static final Set<String> TELLING_TOO_MUCH = Set.of(
            "lost_card", "stolen_card", "fraudulent", "pickup_card", "merchant_blacklist", OutcomeRules.GIVEN_UP);

    private CustomerDeclineCode() {}

    static String of(String providerCode) {
        return TELLING_TOO_MUCH.contains(providerCode) ? GENERIC : providerCode;
    }
}
