package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.payment.Refund;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a refund later: it succeeds, or it fails even after it succeeded, or it is canceled while it waits for
 * the customer.
 */
public record UpdateRefundStatus(
        String refundId, Refund.Status next, @Nullable String failureReason) implements Operation {

    /** What is due by time: a pending refund succeeds, a succeeded one fails. */
    static UpdateRefundStatus due(Refund refund) {
        return refund.status() == Refund.Status.SUCCEEDED
                ? failed(refund.id())
                : new UpdateRefundStatus(refund.id(), Refund.Status.SUCCEEDED, null);
    }

    public static UpdateRefundStatus failed(String refundId) {
        return new UpdateRefundStatus(refundId, Refund.Status.FAILED, "lost_or_stolen_card");
    }

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
        if (!refund.status().canBecome(next)) {
            throw new InvalidRequestException(
                    400, null, "This refund is " + refund.status().name().toLowerCase(Locale.ROOT) + ".", null, null);
        }
        Effect effect = Effect.on(intent, context).with(refund.withStatus(next, failureReason));
        if (next == Refund.Status.SUCCEEDED) {
            return effect.post("refund_succeeded", refund.amount())
                    .emit("refund.updated", Subject.REFUND)
                    .emit("charge.refund.updated", Subject.REFUND);
        }
        effect.post("refund_failed", refund.amount())
                .update(intent.with(intent.latestCharge().refund(-refund.amount())));
        if (next == Refund.Status.FAILED) {
            effect.emit("refund.failed", Subject.REFUND);
        }
        return effect.emit("refund.updated", Subject.REFUND).emit("charge.refund.updated", Subject.REFUND);
    }
}
