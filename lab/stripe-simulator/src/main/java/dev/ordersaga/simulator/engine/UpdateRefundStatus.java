package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.payment.Refund;
import org.jspecify.annotations.Nullable;

/** Updates a refund later: a pending one succeeds, a succeeded one fails. */
record UpdateRefundStatus(String refundId) implements Operation {

    @Override
    public String op() {
        return "refund";
    }

    @Override
    public @Nullable String intentId() {
        return null;
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        Refund refund = store.refund(refundId).orElseThrow();
        PaymentIntent intent = store.intent(refund.intentId()).orElseThrow();
        return switch (refund.status()) {
            case FAILED -> Effect.nothing(context);
            case PENDING -> succeed(Effect.on(intent, context), refund);
            case SUCCEEDED -> fail(Effect.on(intent, context), refund, intent);
        };
    }

    private static Effect succeed(Effect effect, Refund refund) {
        return effect.with(refund.withStatus(Refund.Status.SUCCEEDED, null))
                .post("refund_succeeded", refund.amount())
                .emit("refund.updated", Subject.REFUND)
                .emit("charge.refund.updated", Subject.REFUND);
    }

    private static Effect fail(Effect effect, Refund refund, PaymentIntent intent) {
        return effect.with(refund.withStatus(Refund.Status.FAILED, "lost_or_stolen_card"))
                .post("refund_failed", refund.amount())
                .update(intent.with(intent.latestCharge().refund(-refund.amount())))
                .emit("refund.failed", Subject.REFUND)
                .emit("refund.updated", Subject.REFUND)
                .emit("charge.refund.updated", Subject.REFUND);
    }
}
