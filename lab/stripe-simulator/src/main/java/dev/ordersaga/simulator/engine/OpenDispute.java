package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.Dispute;
import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentStore;

/** Opens a dispute. */
record OpenDispute(String intentId) implements Operation {

    @Override
    public String op() {
        return "dispute";
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        PaymentIntent intent = store.intent(intentId).orElseThrow();
        Charge charge = intent.latestCharge();
        if (charge.disputeId() != null || charge.refundable() == 0) {
            return Effect.nothing(context);
        }
        Dispute dispute = new Dispute(
                context.ids().next("du"),
                intent.id(),
                charge.id(),
                context.now(),
                charge.refundable(),
                intent.terms().currency(),
                Dispute.Status.NEEDS_RESPONSE);
        return Effect.on(intent, context)
                .with(dispute)
                .post("dispute", dispute.amount())
                .update(intent.with(charge.withDispute(dispute.id())))
                .emit("charge.dispute.created", Subject.DISPUTE)
                .emit("charge.dispute.funds_withdrawn", Subject.DISPUTE);
    }
}
