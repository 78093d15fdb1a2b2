package dev.ordersaga.payment.gateway.simulated;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the simulated provider does with a payment method. */
sealed interface SimulatedBehaviour {

    record Succeeds() implements SimulatedBehaviour {}

    /** @param code as Stripe names it: the decline code where there is one, else the error code */
    record Declines(String code) implements SimulatedBehaviour {

        private static final Set<String> WORTH_ANOTHER_TRY =
                Set.of("insufficient_funds", "processing_error", "card_velocity_exceeded", "authentication_required");

        /** Whether the same payment method would be declined again. */
        boolean isHard() {
            return !WORTH_ANOTHER_TRY.contains(code);
        }
    }

    /** @param delay from the start of the attempt on */
    record SucceedsAfter(Duration delay) implements SimulatedBehaviour {}

    /** Asks its customer first, who does it after so long; never if null. */
    record AsksItsCustomer(@Nullable Duration actsAfter) implements SimulatedBehaviour {}

    /** Takes days, of which a simulated one has few seconds. */
    record TakesDays(Duration days, SimulatedBehaviour then) implements SimulatedBehaviour {}

    /** What is reserved is gone after so long from the start of the attempt on. */
    record Expires(Duration after) implements SimulatedBehaviour {}

    record NeverAnswers() implements SimulatedBehaviour {}
}
