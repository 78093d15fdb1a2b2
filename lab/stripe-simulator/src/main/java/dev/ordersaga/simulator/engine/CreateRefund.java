package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.engine.PaymentBehaviour.SucceedsButRefundsPend;
import dev.ordersaga.simulator.payment.AmountText;
import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.Dispute;
import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.payment.Refund;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates a refund.
 *
 * @param amount minor units, null for the whole refundable amount
 * @param reason as given by the caller, null for none
 */
public record CreateRefund(
        String intentId, @Nullable Long amount, @Nullable String reason, Map<String, String> metadata)
        implements Operation {

    @Override
    public String op() {
        return "refund";
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        PaymentIntent intent = store.intent(intentId).orElseThrow();
        Charge charge = refundable(store, intent);
        long wanted = amount == null ? charge.refundable() : amount;
        rejectAbove(charge.refundable(), wanted, intent);
        boolean late = PaymentMethods.of(charge.paymentMethod()).behaviour() instanceof SucceedsButRefundsPend;
        Refund refund = new Refund(
                context.ids().next("re"),
                intent.id(),
                charge.id(),
                context.now(),
                wanted,
                intent.terms().currency(),
                reason,
                metadata,
                late ? Refund.Status.PENDING : Refund.Status.SUCCEEDED,
                null,
                false);
        return Effect.on(intent, context)
                .with(refund)
                .post("refund", wanted)
                .update(intent.with(charge.refund(wanted)))
                .emit("refund.created", Subject.REFUND)
                .emit("charge.refunded", Subject.CHARGE);
    }

    private static void rejectAbove(long refundable, long wanted, PaymentIntent intent) {
        if (wanted > refundable) {
            throw new InvalidRequestException(
                    400,
                    null,
                    "Refund amount (" + amountText(wanted, intent) + ") is greater than unrefunded amount on charge ("
                            + amountText(refundable, intent) + ")",
                    "amount",
                    null);
        }
    }

    private static Charge refundable(PaymentStore store, PaymentIntent intent) {
        Charge charge = intent.charge();
        if (charge == null || charge.captured() == 0) {
            throw new InvalidRequestException(
                    400,
                    null,
                    "This PaymentIntent (" + intent.id() + ") does not have a successful charge to refund.",
                    null,
                    null);
        }
        if (charge.disputeId() != null && isLost(store, charge.disputeId())) {
            throw new InvalidRequestException(
                    400,
                    "charge_disputed",
                    "Charge " + charge.id() + " has been charged back; cannot issue a refund.",
                    null,
                    null);
        }
        if (charge.refundable() == 0) {
            throw new InvalidRequestException(
                    400,
                    "charge_already_refunded",
                    "Charge " + charge.id() + " has already been refunded.",
                    null,
                    null);
        }
        return charge;
    }

    /** Until the merchant has won the dispute, the amount is withdrawn. */
    private static boolean isLost(PaymentStore store, String disputeId) {
        return store.dispute(disputeId)
                .filter(d -> d.status() != Dispute.Status.WON)
                .isPresent();
    }

    private static String amountText(long minor, PaymentIntent intent) {
        return AmountText.of(minor, intent.terms().currency());
    }
}
