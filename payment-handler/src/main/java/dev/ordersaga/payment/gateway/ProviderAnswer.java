package dev.ordersaga.payment.gateway;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.NextAction;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a charge stands at the provider. What the provider did not say is not an answer but an exception. */
public sealed interface ProviderAnswer {

    /**
     * The provider has the charge and will decide later.
     *
     * @param askAgainIn how long to wait before asking again
     * @param takesDays whether that is how this payment method works, as with debits; otherwise it is a matter of seconds
     */
    record Processing(String providerReference, Duration askAgainIn, boolean takesDays) implements ProviderAnswer {

        /** A matter of seconds. */
        public Processing(String providerReference, Duration askAgainIn) {
            this(providerReference, askAgainIn, false);
        }
    }

    /**
     * The bank decides once its customer has done something, such as confirming the payment in an app.
     *
     * @param expiresAt until when it can be done
     */
    record ActionRequired(String providerReference, NextAction nextAction, Instant expiresAt)
            implements ProviderAnswer {}

    /**
     * The amount is reserved.
     *
     * @param captureBefore until when it can be taken; null if the provider does not say
     */
    record Authorized(
            String providerReference,
            Money amount,
            @Nullable Instant captureBefore) implements ProviderAnswer {}

    /** The amount is taken. */
    record Captured(String providerReference, Money amount) implements ProviderAnswer {}

    /**
     * The bank's no, final for this attempt.
     *
     * @param code the provider's code, for operators: customers get to see another one where this one tells too much
     * @param hard whether the same payment method would be declined again
     */
    record Declined(String code, boolean hard) implements ProviderAnswer {}

    /** Nothing was taken, nothing is reserved, and neither will happen any more. */
    record Voided(String providerReference) implements ProviderAnswer {}

    /** The kind of answer in one lower-case word, as metrics and logs show it. */
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
