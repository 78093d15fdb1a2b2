package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.payment.Dispute;
import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentStore;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happens to a dispute: a response or an acceptance of the merchant, a decision of the bank. */
public record ChangeDispute(String disputeId, Change change) implements Operation {

    /** Named as in the control API, but in upper case. */
    public enum Change {
        /** The merchant submits evidence. */
        RESPOND,
        /** The merchant accepts a chargeback. */
        ACCEPT,
        WON,
        LOST,
        /** An inquiry becomes a chargeback. */
        ESCALATE,
        /** An inquiry ends without a chargeback. */
        CLOSE
    }

    @Override
    public String op() {
        return "dispute";
    }

    @Override
    public @Nullable String intentId() {
        return null;
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        Dispute dispute = store.dispute(disputeId).orElseThrow();
        Dispute.Status status = dispute.status();
        boolean forInquiry = change == Change.ESCALATE || change == Change.CLOSE;
        boolean fits = change == Change.RESPOND || forInquiry == status.isInquiry();
        if (!status.isOpen() || !fits) {
            throw new InvalidRequestException(
                    400, null, "This dispute is " + status.name().toLowerCase(Locale.ROOT) + ".", null, null);
        }
        Effect effect = Effect.on(store.intent(dispute.intentId()).orElseThrow(), context);
        return switch (change) {
            case RESPOND ->
                effect.with(dispute.with(
                                status.isInquiry() ? Dispute.Status.WARNING_UNDER_REVIEW : Dispute.Status.UNDER_REVIEW))
                        .post("dispute_response", 0)
                        .emit("charge.dispute.updated", Subject.DISPUTE);
            case ESCALATE ->
                effect.with(dispute.with(Dispute.Status.NEEDS_RESPONSE))
                        .post("dispute", dispute)
                        .emit("charge.dispute.updated", Subject.DISPUTE)
                        .emit("charge.dispute.funds_withdrawn", Subject.DISPUTE);
            case CLOSE -> close(effect, dispute, Dispute.Status.WARNING_CLOSED, "inquiry_closed");
            case LOST, ACCEPT -> close(effect, dispute, Dispute.Status.LOST, "dispute_lost");
            case WON ->
                close(effect, dispute, Dispute.Status.WON, "dispute_won")
                        .emit("charge.dispute.funds_reinstated", Subject.DISPUTE);
        };
    }

    static Effect close(Effect effect, Dispute dispute, Dispute.Status how, String posting) {
        return effect.with(dispute.with(how)).post(posting, dispute).emit("charge.dispute.closed", Subject.DISPUTE);
    }
}
