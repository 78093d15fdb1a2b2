package dev.ordersaga.simulator.payment;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks the payment method for the money of an existing intent. */
public record ConfirmIntent(String intentId, ConfirmTerms terms) implements Operation {

    @Override
    public String op() {
        return "auth";
    }

    @Override
    public Duration patience(PaymentStore book) {
        return terms.patience(book.intent(intentId).map(this::method).orElse(null));
    }

    @Override
    public Effect decide(PaymentStore book, Moment moment) {
        Intent intent = book.intent(intentId).orElseThrow();
        if (intent.status() == IntentStatus.SUCCEEDED || intent.status() == IntentStatus.REQUIRES_CAPTURE) {
            throw Refusal.unexpected(
                    intent,
                    "You cannot confirm this PaymentIntent because it has already succeeded after being previously"
                            + " confirmed.");
        }
        if (!IntentStatus.CONFIRMABLE.contains(intent.status())) {
            throw Refusal.unexpected(
                    intent,
                    "You cannot confirm this PaymentIntent because it has a status of " + word(intent.status())
                            + ". Only a PaymentIntent with one of the following statuses may be confirmed:"
                            + " requires_confirmation, requires_action.");
        }
        PaymentMethod method = method(intent);
        if (method == null) {
            throw Refusal.unexpected(
                    intent,
                    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update"
                            + " the PaymentIntent with a payment method and then confirm it again, or confirm it again"
                            + " directly with a payment method or ConfirmationToken.");
        }
        return new Confirmation(Effect.on(intent, moment), moment).confirm(intent, method, terms);
    }

    static String word(IntentStatus status) {
        return status.name().toLowerCase(java.util.Locale.ROOT);
    }

    private @Nullable PaymentMethod method(Intent intent) {
        if (terms.method() != null) {
            return terms.method();
        }
        return intent.paymentMethod() == null ? null : PaymentMethods.of(intent.paymentMethod());
    }
}
