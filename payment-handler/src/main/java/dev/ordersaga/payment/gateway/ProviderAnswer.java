package dev.ordersaga.payment.gateway;

import dev.ordersaga.api.money.Money;
import java.time.Duration;

/** Where a charge stands at the provider. What the provider did not say is not an answer but an exception. */
public sealed interface ProviderAnswer {

    /**
     * The provider has the charge and will decide later.
     *
     * @param askAgainIn how long to wait before asking again
     */
    record Processing(String providerReference, Duration askAgainIn) implements ProviderAnswer {}

    /** The amount is reserved. */
    record Authorized(String providerReference, Money amount) implements ProviderAnswer {}

    /** The amount is taken. */
    record Captured(String providerReference, Money amount) implements ProviderAnswer {}

    /**
     * The bank's no, final for this attempt.
     *
     * @param code the provider's code, for operators: customers get to see another one where this one tells too much
     */
    record Declined(String code) implements ProviderAnswer {}

    /** Nothing was taken, nothing is reserved, and neither will happen any more. */
    record Voided(String providerReference) implements ProviderAnswer {}

    /** The amount was taken and is given back. */
    record Refunded(String providerReference, Money amount) implements ProviderAnswer {}

    /** The kind of answer in one lower-case word, as metrics and logs show it. */
    default String kind() {
        return switch (this) {
            case Processing p -> "processing";
            case Authorized a -> "authorized";
            case Captured c -> "captured";
            case Declined d -> "declined";
            case Voided v -> "voided";
            case Refunded r -> "refunded";
        };
    }
}
