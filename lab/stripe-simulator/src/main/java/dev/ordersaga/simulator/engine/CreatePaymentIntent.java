package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.method.PaymentMethod;
import dev.ordersaga.simulator.payment.CaptureMethod;
import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentIntentTerms;
import dev.ordersaga.simulator.payment.PaymentStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates a PaymentIntent, and confirms it when requested.
 *
 * @param draft the terms without id and time of creation
 * @param confirm null for a later confirmation
 */
public record CreatePaymentIntent(Draft draft, @Nullable ConfirmParameters confirm) implements Operation {

    /** The terms given by the caller; see {@link PaymentIntentTerms}. */
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
    public Duration bankDelay(PaymentStore store) {
        return confirm == null ? Duration.ZERO : confirm.bankDelay(draft.method());
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        PaymentMethod method = draft.method();
        PaymentIntent intent = PaymentIntent.fresh(new PaymentIntentTerms(
                context.ids().next("pi"),
                context.now(),
                draft.amount(),
                draft.currency(),
                draft.captureMethod(),
                method == null ? null : method.id(),
                draft.types(),
                draft.redirects(),
                draft.metadata(),
                draft.texts()));
        Effect effect = Effect.on(intent, context).emit("payment_intent.created", Subject.NEW_INTENT);
        if (confirm == null || method == null) {
            return effect.post("create", draft.amount());
        }
        return new ConfirmationFlow(effect, context).confirm(intent, method, confirm);
    }
}
