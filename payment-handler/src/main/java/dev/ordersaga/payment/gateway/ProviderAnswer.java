package dev.ordersaga.payment.gateway;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.NextAction;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** State of a charge at the provider. An unknown state is not an answer but an exception. */
public sealed interface ProviderAnswer {

    /**
     * The provider has the charge and decides later.
     *
     * @param pollAfter pause before the next look-up
     * @param takesDays whether the payment method takes days, as debits do; otherwise it is a matter of seconds
     */
    record Processing(String providerReference, Duration pollAfter, boolean takesDays) implements ProviderAnswer {

        /** A matter of seconds. */
        public Processing(String providerReference, Duration pollAfter) {
            this(providerReference, pollAfter, false);
        }
    }

    /**
     * The bank decides after its customer has acted, for example by confirming the payment in an app.
     *
     * @param nextAction what the customer has to do; null if it cannot be offered, as a voucher without an address
     * @param expiresAt when the possibility to act ends
     */
    record ActionRequired(
            String providerReference, @Nullable NextAction nextAction, Instant expiresAt) implements ProviderAnswer {}

    /**
     * The amount is reserved.
     *
     * @param captureBefore when the authorization expires; null if the provider does not say
     */
    record Authorized(
            String providerReference,
            Money amount,
            @Nullable Instant captureBefore) implements ProviderAnswer {}

    /** The amount is captured. */
    record Captured(String providerReference, Money amount) implements ProviderAnswer {}

    /**
     * The bank declined, which is final for this attempt.
     *
     * @param code the provider's code, for operators
     * @param customerCode the code that the customer sees: {@link #GENERIC} where the provider's own one reveals too
     *     much, since a person who tries a stolen card must not learn that it was reported
     * @param hard whether the same payment method would be declined again
     */
    record Declined(String code, String customerCode, boolean hard) implements ProviderAnswer {

        /** A decline without a reason. */
        public static final String GENERIC = "generic_decline";

        /** The code, the same for all providers, of a payment method that the provider has no record of. */
        public static final String UNKNOWN_PAYMENT_METHOD = "payment_method_unknown";

        /** The code of a payment method whose next action cannot be offered to the customer. */
        public static final String UNSUPPORTED_ACTION = "next_action_not_supported";

        /** A decline whose code customers may see. */
        public Declined(String code, boolean hard) {
            this(code, code, hard);
        }
    }

    /** Nothing was captured, nothing is reserved, and neither will happen any more. */
    record Voided(String providerReference) implements ProviderAnswer {}

    /** The provider's id of the charge; null for a decline. */
    default @Nullable String reference() {
        return switch (this) {
            case Processing p -> p.providerReference();
            case ActionRequired a -> a.providerReference();
            case Authorized a -> a.providerReference();
            case Captured c -> c.providerReference();
            case Declined d -> null;
            case Voided v -> v.providerReference();
        };
    }

    /** The kind of answer in one lower-case word, for metrics and logs. */
    default String kind() {
        return switch (this) {
            case Processing p -> "processing";
            case ActionRequired a -> "action_required";
            case Authorized a -> "authorized";
            case Captured c -> "captured";
            case Declined d -> "declined";
            case Voided v -> "voided";
        };
    }
}
