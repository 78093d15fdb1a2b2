package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.payment.Event.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Takes authorized money; what it does not take is given back.
 *
 * @param amount minor units, null for all of it
 */
public record CaptureIntent(String intentId, @Nullable Long amount) implements Operation {

    @Override
    public String op() {
        return "capture";
    }

    @Override
    public Effect decide(PaymentStore book, Moment moment) {
        Intent intent = book.intent(intentId).orElseThrow();
        if (intent.status() != IntentStatus.REQUIRES_CAPTURE) {
            throw Refusal.unexpected(
                    intent,
                    "This PaymentIntent could not be captured because it has a status of "
                            + ConfirmIntent.word(intent.status())
                            + ". Only a PaymentIntent with one of the following statuses may be captured:"
                            + " requires_capture.");
        }
        Charge charge = intent.attempt();
        if (charge.captureBefore() != null && !moment.now().isBefore(charge.captureBefore())) {
            throw new Refusal(
                    400,
                    "charge_expired_for_capture",
                    "The charge cannot be captured as the authorization has expired.",
                    null,
                    intent);
        }
        long taken = amount == null ? charge.open() : amount;
        if (taken > charge.open()) {
            throw new Refusal(
                    400,
                    "amount_too_large",
                    "The requested amount_to_capture is greater than the amount you can capture for this PaymentIntent.",
                    "amount_to_capture",
                    intent);
        }
        return take(Effect.on(intent, moment), intent, taken, moment);
    }

    private static Effect take(Effect effect, Intent intent, long taken, Moment moment) {
        Charge charge = intent.attempt();
        long rest = charge.open() - taken;
        effect.post("capture", taken);
        if (rest > 0) {
            effect.post("release", rest);
            effect.with(Refund.of(moment.ids().next("re"), intent, moment.now(), rest, null));
        }
        return effect.become(intent.charged(IntentStatus.SUCCEEDED, charge.capture(taken)))
                .tell("charge.captured", Subject.CHARGE)
                .tell("payment_intent.succeeded", Subject.INTENT);
    }
}
