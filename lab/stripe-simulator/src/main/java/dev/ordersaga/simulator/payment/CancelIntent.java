package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.payment.Event.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Gives an intent up; what was authorized is given back.
 *
 * @param reason as the caller names it, null for none
 */
public record CancelIntent(String intentId, @Nullable String reason) implements Operation {

    @Override
    public String op() {
        return "void";
    }

    @Override
    public Effect decide(PaymentStore book, Moment moment) {
        Intent intent = book.intent(intentId).orElseThrow();
        if (!IntentStatus.CANCELABLE.contains(intent.status())) {
            throw Refusal.unexpected(
                    intent,
                    "You cannot cancel this PaymentIntent because it has a status of "
                            + ConfirmIntent.word(intent.status())
                            + ". Only a PaymentIntent with one of the following statuses may be canceled:"
                            + " requires_payment_method, requires_capture, requires_confirmation, requires_action,"
                            + " processing.");
        }
        Effect effect = Effect.on(intent, moment);
        Intent canceled = intent.canceled(new Cancellation(moment.now(), reason));
        Charge charge = intent.charge();
        if (charge == null || charge.open() == 0) {
            return effect.post("cancel", 0)
                    .become(charge == null ? canceled : canceled.with(charge.abandoned()))
                    .tell("payment_intent.canceled", Subject.INTENT);
        }
        return effect.post("void", charge.open())
                .with(Refund.of(moment.ids().next("re"), intent, moment.now(), charge.open(), null))
                .become(canceled.with(charge.release()))
                .tell("charge.refunded", Subject.CHARGE)
                .tell("payment_intent.canceled", Subject.INTENT);
    }
}
