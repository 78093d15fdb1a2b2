package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.Dispute;
import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Opens a dispute or an inquiry.
 *
 * @param wanted null for what is not refunded
 * @param currency null for the charge's
 * @param evidenceFor how long the merchant can submit evidence
 * @param byTime whether it is due by time, and no effect if there is nothing to dispute any more
 */
public record OpenDispute(
        String intentId,
        Dispute.Status first,
        String reason,
        @Nullable Long wanted,
        @Nullable String currency,
        Duration evidenceFor,
        boolean byTime)
        implements Operation {

    public static final Duration EVIDENCE_PERIOD = Duration.ofDays(7);

    static OpenDispute due(String intentId, Dispute.Status first, String reason) {
        return new OpenDispute(intentId, first, reason, null, null, EVIDENCE_PERIOD, true);
    }

    @Override
    public String op() {
        return "dispute";
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        PaymentIntent intent = store.intent(intentId).orElseThrow();
        Charge charge = intent.charge();
        if (charge == null || charge.refundable() == 0 || isDisputed(charge, store)) {
            if (byTime) {
                return Effect.nothing(context);
            }
            throw InvalidRequestException.unexpected(
                    intent, "There is no charge that can be disputed, or it is disputed already.");
        }
        Dispute dispute = new Dispute(
                context.ids().next("du"),
                intent.id(),
                charge.id(),
                context.now(),
                wanted == null ? charge.refundable() : wanted,
                currency == null ? intent.terms().currency() : currency,
                first,
                reason,
                context.now().plus(evidenceFor));
        Effect effect = Effect.on(intent, context)
                .with(dispute)
                .update(intent.with(charge.withDispute(dispute.id())))
                .post(first.isInquiry() ? "inquiry" : "dispute", dispute)
                .emit("charge.dispute.created", Subject.DISPUTE);
        return first.isWithdrawn() ? effect.emit("charge.dispute.funds_withdrawn", Subject.DISPUTE) : effect;
    }

    private static boolean isDisputed(Charge charge, PaymentStore store) {
        return charge.disputeId() != null
                && store.dispute(charge.disputeId()).orElseThrow().status() != Dispute.Status.WARNING_CLOSED;
    }
}
