package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.method.PaymentMethod;
import dev.ordersaga.simulator.method.PaymentMethods;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentIntentStatus;
import dev.ordersaga.simulator.payment.PaymentStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Confirms an existing PaymentIntent. */
public record ConfirmPaymentIntent(String intentId, ConfirmParameters terms) implements Operation {

    @Override
    public String op() {
        return "auth";
    }

    @Override
    public Duration bankDelay(PaymentStore store) {
        return terms.bankDelay(store.intent(intentId).map(this::methodFor).orElse(null));
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        PaymentIntent intent = store.intent(intentId).orElseThrow();
        if (intent.status() == PaymentIntentStatus.SUCCEEDED
                || intent.status() == PaymentIntentStatus.REQUIRES_CAPTURE) {
            throw InvalidRequestException.unexpected(
                    intent,
                    "You cannot confirm this PaymentIntent because it has already succeeded after being previously"
                            + " confirmed.");
        }
        if (!PaymentIntentStatus.CONFIRMABLE.contains(intent.status())) {
            throw InvalidRequestException.unexpected(
                    intent,
                    "You cannot confirm this PaymentIntent because it has a status of " + wireName(intent.status())
                            + ". Only a PaymentIntent with one of the following statuses may be confirmed:"
                            + " requires_confirmation, requires_action.");
        }
        PaymentMethod method = methodFor(intent);
        if (method == null) {
            throw InvalidRequestException.unexpected(
                    intent,
                    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update"
                            + " the PaymentIntent with a payment method and then confirm it again, or confirm it again"
                            + " directly with a payment method or ConfirmationToken.");
        }
        return new ConfirmationFlow(Effect.on(intent, context), context).confirm(intent, method, terms);
    }

    static String wireName(PaymentIntentStatus status) {
        return status.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The given payment method, otherwise the PaymentIntent's own; null when there is none. */
    public @Nullable PaymentMethod methodFor(PaymentIntent intent) {
        if (terms.method() != null) {
            return terms.method();
        }
        return intent.paymentMethod() == null ? null : PaymentMethods.of(intent.paymentMethod());
    }
}
