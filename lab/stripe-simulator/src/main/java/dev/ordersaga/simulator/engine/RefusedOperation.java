package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentStore;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is refused for good, whatever the state is.
 *
 * @param refused what was asked for
 * @param status 4xx
 * @param code the error code
 */
public record RefusedOperation(Operation refused, int status, String code) implements Operation {

    @Override
    public String op() {
        return refused.op();
    }

    @Override
    public @Nullable String intentId() {
        return refused.intentId();
    }

    @Override
    public @Nullable Long amount() {
        return refused.amount();
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        String id = refused.intentId();
        PaymentIntent intent = id == null ? null : store.intent(id).orElse(null);
        throw InvalidRequestException.refused(status, code, intent);
    }
}
