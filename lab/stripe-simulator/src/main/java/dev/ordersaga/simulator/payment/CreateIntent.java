package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.payment.Event.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A new payment intent, confirmed at once when there are terms for that.
 *
 * @param draft the terms; id and time of creation are given by the decision
 * @param confirm null when it is to be confirmed later
 */
public record CreateIntent(Draft draft, @Nullable ConfirmTerms confirm) implements Operation {

    /** The terms that the caller decides; see {@link IntentTerms}. */
    public record Draft(
            long amount,
            String currency,
            CaptureMethod captureMethod,
            @Nullable PaymentMethod method,
            List<String> types,
            boolean redirects,
            Map<String, String> metadata,
            Map<String, String> texts) {}

    @Override
    public String op() {
        return "auth";
    }

    @Override
    public @Nullable String intentId() {
        return null;
    }

    @Override
    public @Nullable Long amount() {
        return draft.amount();
    }

    @Override
    public Duration patience(PaymentStore book) {
        return confirm == null ? Duration.ZERO : confirm.patience(draft.method());
    }

    @Override
    public Effect decide(PaymentStore book, Moment moment) {
        PaymentMethod method = draft.method();
        Intent intent = Intent.fresh(new IntentTerms(
                moment.ids().next("pi"),
                moment.now(),
                draft.amount(),
                draft.currency(),
                draft.captureMethod(),
                method == null ? null : method.id(),
                draft.types(),
                draft.redirects(),
                draft.metadata(),
                draft.texts()));
        Effect effect = Effect.on(intent, moment).tell("payment_intent.created", Subject.NEW_INTENT);
        if (confirm == null || method == null) {
            return effect.post("create", draft.amount());
        }
        return new Confirmation(effect, moment).confirm(intent, method, confirm);
    }
}
