package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.payment.Event.Subject;
import org.jspecify.annotations.Nullable;

/** Comes due when a refund that seemed done fails, or one that was pending succeeds. */
record TurnRefund(String refundId) implements Operation {

    @Override
    public String op() {
        return "refund";
    }

    @Override
    public @Nullable String intentId() {
        return null;
    }

    @Override
    public Effect decide(PaymentStore book, Moment moment) {
        Refund refund = book.refund(refundId).orElseThrow();
        Intent intent = book.intent(refund.intentId()).orElseThrow();
        return switch (refund.status()) {
            case FAILED -> Effect.nothing(moment);
            case PENDING -> succeed(Effect.on(intent, moment), refund);
            case SUCCEEDED -> fail(Effect.on(intent, moment), refund, intent);
        };
    }

    private static Effect succeed(Effect effect, Refund refund) {
        return effect.with(refund.turned(Refund.Status.SUCCEEDED, null))
                .post("refund_succeeded", refund.amount())
                .tell("refund.updated", Subject.REFUND)
                .tell("charge.refund.updated", Subject.REFUND);
    }

    private static Effect fail(Effect effect, Refund refund, Intent intent) {
        return effect.with(refund.turned(Refund.Status.FAILED, "lost_or_stolen_card"))
                .post("refund_failed", refund.amount())
                .become(intent.with(intent.attempt().refund(-refund.amount())))
                .tell("refund.failed", Subject.REFUND)
                .tell("refund.updated", Subject.REFUND)
                .tell("charge.refund.updated", Subject.REFUND);
    }
}
