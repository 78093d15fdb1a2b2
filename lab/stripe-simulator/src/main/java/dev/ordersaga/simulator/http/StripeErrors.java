package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.fault.FaultKind;
import dev.ordersaga.simulator.fault.FaultRule;
import dev.ordersaga.simulator.payment.Effect;
import dev.ordersaga.simulator.payment.Lookup;
import dev.ordersaga.simulator.payment.PaymentEngine.Answer;
import dev.ordersaga.simulator.payment.PaymentEngine.Wording;
import dev.ordersaga.simulator.payment.Refusal;
import dev.ordersaga.simulator.wire.ErrorJson;
import dev.ordersaga.simulator.wire.Expansion;
import dev.ordersaga.simulator.wire.StripeJson;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds Stripe's words for a decision; with a fault of that kind, a server error for every decision. */
record StripeErrors(
        StripeJson words,
        Expansion expansion,
        Endpoint endpoint,
        @Nullable FaultRule rule) implements Wording {

    private static final int PAYMENT_FAILED = 402;

    @Override
    public Answer of(Effect effect, Lookup after) {
        if (rule != null && rule.kind() == FaultKind.EFFECT_THEN_ERROR) {
            return new Answer(rule.statusOr(500), FaultInjection.serverError());
        }
        if (effect.failure() != null) {
            return new Answer(PAYMENT_FAILED, words.failed(effect.failure(), Objects.requireNonNull(effect.intent())));
        }
        return new Answer(200, expansion.in(words.result(effect, endpoint == Endpoint.REFUND), after));
    }

    @Override
    public Answer of(Refusal refusal) {
        if (rule != null && rule.kind() == FaultKind.EFFECT_THEN_ERROR) {
            return new Answer(rule.statusOr(500), FaultInjection.serverError());
        }
        return new Answer(refusal.status(), ErrorJson.of(refusal, words));
    }
}
