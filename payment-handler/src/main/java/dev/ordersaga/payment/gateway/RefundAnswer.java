package dev.ordersaga.payment.gateway;

import java.time.Duration;

/** State of a refund at the provider. An unknown state is not an answer but an exception. */
public sealed interface RefundAnswer {

    /**
     * The provider has the refund and decides later.
     *
     * @param pollAfter pause before the next look-up
     */
    record Pending(String providerReference, Duration pollAfter) implements RefundAnswer {}

    /** The money is on its way to the customer. It may still be returned: {@link Failed} can follow. */
    record Succeeded(String providerReference) implements RefundAnswer {}

    /**
     * The money did not reach the customer, and will not by this refund.
     *
     * @param reason the provider's reason code
     */
    record Failed(String reason) implements RefundAnswer {}

    /** The kind of answer in one lower-case word, for metrics and logs. */
    default String kind() {
        return switch (this) {
            case Pending p -> "pending";
            case Succeeded s -> "succeeded";
            case Failed f -> "failed";
        };
    }
}
