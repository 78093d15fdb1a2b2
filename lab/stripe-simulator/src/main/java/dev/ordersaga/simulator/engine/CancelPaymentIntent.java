package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.payment.Cancellation;
import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentIntentStatus;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.payment.Refund;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a PaymentIntent and voids its authorization.
 *
 * @param reason as given by the caller, null for none
 */
public record CancelPaymentIntent(String intentId, @Nullable String reason) implements Operation {

    @Override
    public String op() {
        return "void";
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        PaymentIntent intent = store.intent(intentId).orElseThrow();
        if (!PaymentIntentStatus.CANCELABLE.contains(intent.status())) {
            throw InvalidRequestException.unexpected(
                    intent,
                    "You cannot cancel this PaymentIntent because it has a status of "
                            + ConfirmPaymentIntent.wireName(intent.status())
                            + ". Only a PaymentIntent with one of the following statuses may be canceled:"
                            + " requires_payment_method, requires_capture, requires_confirmation, requires_action,"
                            + " processing.");
        }
        Effect effect = Effect.on(intent, context);
        PaymentIntent canceled = intent.canceled(new Cancellation(context.now(), reason));
        Charge charge = intent.charge();
        if (charge == null || charge.open() == 0) {
            return effect.post("cancel", 0)
                    .update(charge == null ? canceled : canceled.with(charge.failIfPending(null)))
                    .emit("payment_intent.canceled", Subject.INTENT);
        }
        return effect.post("void", charge.open())
                .with(Refund.of(context.ids().next("re"), intent, context.now(), charge.open(), null))
                .update(canceled.with(charge.release()))
                .emit("charge.refunded", Subject.CHARGE)
                .emit("payment_intent.canceled", Subject.INTENT);
    }
}
