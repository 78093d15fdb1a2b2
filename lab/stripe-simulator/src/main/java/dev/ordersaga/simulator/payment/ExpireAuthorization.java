package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.payment.Event.Subject;

/** Comes due when an authorization was not captured in time. */
record ExpireAuthorization(String intentId) implements Operation {

    @Override
    public String op() {
        return "expire";
    }

    @Override
    public Effect decide(PaymentStore book, Moment moment) {
        Intent intent = book.intent(intentId).orElseThrow();
        if (intent.status() != IntentStatus.REQUIRES_CAPTURE) {
            return Effect.nothing(moment);
        }
        Charge charge = intent.attempt();
        String why = "expired_uncaptured_charge";
        return Effect.on(intent, moment)
                .post("expire", charge.open())
                .with(Refund.of(moment.ids().next("re"), intent, moment.now(), charge.open(), why))
                .become(intent.canceled(new Cancellation(moment.now(), "automatic"))
                        .with(charge.release()))
                .tell("charge.expired", Subject.CHARGE)
                .tell("payment_intent.canceled", Subject.INTENT);
    }
}
