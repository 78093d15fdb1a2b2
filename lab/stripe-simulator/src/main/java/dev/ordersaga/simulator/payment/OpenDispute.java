package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.payment.Event.Subject;

/** Comes due when a customer complains. */
record OpenDispute(String intentId) implements Operation {

    @Override
    public String op() {
        return "dispute";
    }

    @Override
    public Effect decide(PaymentStore book, Moment moment) {
        Intent intent = book.intent(intentId).orElseThrow();
        Charge charge = intent.attempt();
        if (charge.disputeId() != null || charge.refundable() == 0) {
            return Effect.nothing(moment);
        }
        Dispute dispute = new Dispute(
                moment.ids().next("du"),
                intent.id(),
                charge.id(),
                moment.now(),
                charge.refundable(),
                intent.terms().currency(),
                Dispute.Status.NEEDS_RESPONSE);
        return Effect.on(intent, moment)
                .with(dispute)
                .post("dispute", dispute.amount())
                .become(intent.with(charge.withDispute(dispute.id())))
                .tell("charge.dispute.created", Subject.DISPUTE)
                .tell("charge.dispute.funds_withdrawn", Subject.DISPUTE);
    }
}
