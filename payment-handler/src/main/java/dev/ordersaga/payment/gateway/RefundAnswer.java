package dev.ordersaga.payment.gateway;

import java.time.Duration;

/** Where a refund stands at the provider. What the provider did not say is not an answer but an exception. */
public sealed interface RefundAnswer {

    /**
     * The provider has the refund and will decide later.
     *
     * @param askAgainIn how long to wait before asking again
     */
    record Pending(String providerReference, Duration askAgainIn) implements RefundAnswer {}

    /** The money is on its way to the customer. It may still come back: {@link Failed} can follow. */
    record Succeeded(String providerReference) implements RefundAnswer {}

    /**
     * The money did not reach the customer, and will not by this refund.
     *
     * @param reason the provider's word for it
     */
    record Failed(String reason) implements RefundAnswer {}

    /** The kind of answer in one lower-case word, as metrics and logs show it. */
    default String kind() {
        return switch (this) {
            case Pending p -> "pending";
            case Succeeded s -> "succeeded";
            case Failed f -> "failed";
        };
    }
}
