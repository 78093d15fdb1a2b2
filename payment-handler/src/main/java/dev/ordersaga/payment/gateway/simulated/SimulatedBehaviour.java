package dev.ordersaga.payment.gateway.simulated;

import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Behaviour of the simulated provider for one payment method. */
sealed interface SimulatedBehaviour {

    record Succeeds() implements SimulatedBehaviour {}

    /** @param code Stripe's decline code where it has one, else its error code */
    record Declines(String code) implements SimulatedBehaviour {

        private static final Set<String> SOFT =
                Set.of("insufficient_funds", "processing_error", "card_velocity_exceeded", "authentication_required");

        private static final Set<String> HIDDEN_FROM_CUSTOMERS = Set.of("lost_card", "stolen_card", "fraudulent");

        Declined answer() {
            String customerCode = HIDDEN_FROM_CUSTOMERS.contains(code) ? Declined.GENERIC : code;
            return new Declined(code, customerCode, !SOFT.contains(code));
        }
    }

    /** @param delay since the start of the attempt */
    record SucceedsAfter(Duration delay) implements SimulatedBehaviour {}

    /**
     * The bank asks its customer to act.
     *
     * @param actsAfter time until the customer acts; null if never
     */
    record RequiresAction(@Nullable Duration actsAfter) implements SimulatedBehaviour {}

    /** A payment method that takes days, shortened to a few seconds. */
    record TakesDays(Duration days, SimulatedBehaviour then) implements SimulatedBehaviour {}

    /**
     * An authorization that expires.
     *
     * @param after time since the start of the attempt
     */
    record Expires(Duration after) implements SimulatedBehaviour {}

    record NeverAnswers() implements SimulatedBehaviour {}
}
