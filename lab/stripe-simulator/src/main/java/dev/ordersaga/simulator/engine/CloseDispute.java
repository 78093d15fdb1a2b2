package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.payment.Dispute;
import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentStore;
import org.jspecify.annotations.Nullable;

/** The bank's decision about a dispute. */
public record CloseDispute(String disputeId, boolean won) implements Operation {

    @Override
    public String op() {
        return "dispute";
    }

    @Override
    public @Nullable String intentId() {
        return null;
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        Dispute dispute = store.dispute(disputeId).orElseThrow();
        if (dispute.status() != Dispute.Status.NEEDS_RESPONSE) {
            throw new InvalidRequestException(400, null, "This dispute is already closed.", null, null);
        }
        PaymentIntent intent = store.intent(dispute.intentId()).orElseThrow();
        Effect effect = Effect.on(intent, context)
                .with(dispute.closed(won ? Dispute.Status.WON : Dispute.Status.LOST))
                .post(won ? "dispute_won" : "dispute_lost", dispute.amount())
                .emit("charge.dispute.closed", Subject.DISPUTE);
        return won ? effect.emit("charge.dispute.funds_reinstated", Subject.DISPUTE) : effect;
    }
}
