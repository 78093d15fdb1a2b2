package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.payment.PaymentStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An operation, requested by a caller or due by time. */
public interface Operation {

    /** Name in the ledger when it is rejected. */
    String op();

    /** The PaymentIntent, null when it is still to be created. */
    @Nullable
    String intentId();

    /** The requested amount, null when the PaymentIntent determines it. */
    default @Nullable Long amount() {
        return null;
    }

    /** Processing time of the bank. */
    default Duration bankDelay(PaymentStore store) {
        return Duration.ZERO;
    }

    /**
     * Decides; has no side effect.
     *
     * @throws InvalidRequestException when the state does not permit it
     */
    Effect decide(PaymentStore store, DecisionContext context);
}
