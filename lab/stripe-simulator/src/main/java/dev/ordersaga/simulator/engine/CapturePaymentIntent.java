package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentIntentStatus;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.payment.Refund;
import org.jspecify.annotations.Nullable;

/**
 * Captures an authorization; an amount that is not captured is released.
 *
 * @param amount minor units, null for the full amount
 */
public record CapturePaymentIntent(
        String intentId, @Nullable Long amount) implements Operation {

    @Override
    public String op() {
        return "capture";
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        PaymentIntent intent = store.intent(intentId).orElseThrow();
        if (intent.status() != PaymentIntentStatus.REQUIRES_CAPTURE) {
            throw InvalidRequestException.unexpected(
                    intent,
                    "This PaymentIntent could not be captured because it has a status of "
                            + ConfirmPaymentIntent.wireName(intent.status())
                            + ". Only a PaymentIntent with one of the following statuses may be captured:"
                            + " requires_capture.");
        }
        Charge charge = intent.latestCharge();
        if (charge.captureBefore() != null && !context.now().isBefore(charge.captureBefore())) {
            throw new InvalidRequestException(
                    400,
                    "charge_expired_for_capture",
                    "The charge cannot be captured as the authorization has expired.",
                    null,
                    intent);
        }
        long taken = amount == null ? charge.open() : amount;
        if (taken > charge.open()) {
            throw new InvalidRequestException(
                    400,
                    "amount_too_large",
                    "The requested amount_to_capture is greater than the amount you can capture for this PaymentIntent.",
                    "amount_to_capture",
                    intent);
        }
        return take(Effect.on(intent, context), intent, taken, context);
    }

    private static Effect take(Effect effect, PaymentIntent intent, long taken, DecisionContext context) {
        Charge charge = intent.latestCharge();
        long rest = charge.open() - taken;
        effect.post("capture", taken);
        if (rest > 0) {
            effect.post("release", rest);
            effect.with(Refund.of(context.ids().next("re"), intent, context.now(), rest, null));
        }
        return effect.update(intent.charged(PaymentIntentStatus.SUCCEEDED, charge.capture(taken)))
                .emit("charge.captured", Subject.CHARGE)
                .emit("payment_intent.succeeded", Subject.INTENT);
    }
}
