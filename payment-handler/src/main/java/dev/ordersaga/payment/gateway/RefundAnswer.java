package dev.ordersaga.payment.gateway;

import dev.ordersaga.api.money.Money;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

    /**
     * The provider refuses to make this refund, for good, and has not made it.
     *
     * @param reason the provider's code
     * @param left what the provider still holds of the charge; null if it does not say
     */
    record Refused(String reason, @Nullable Money left) implements RefundAnswer {

        /** How much of this amount the provider does not hold any longer; zero if that is not known. */
        public Money missingOf(Money amount) {
            return left != null && left.currency().equals(amount.currency()) && amount.isMoreThan(left)
                    ? amount.minus(left)
                    : Money.zero(amount.currency());
        }
    }

    /** The kind of answer in one lower-case word, for metrics and logs. */
    default String kind() {
        return switch (this) {
            case Pending p -> "pending";
            case Succeeded s -> "succeeded";
            case Failed f -> "failed";
            case Refused r -> "refused";
        };
    }
}
