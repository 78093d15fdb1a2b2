package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.method.PaymentBehaviour;
import dev.ordersaga.simulator.method.PaymentBehaviour.AwaitsPayment;
import dev.ordersaga.simulator.method.PaymentBehaviour.Refunds;
import dev.ordersaga.simulator.method.PaymentBehaviour.SucceedsButRefundsPend;
import dev.ordersaga.simulator.method.PaymentMethods;
import dev.ordersaga.simulator.payment.AmountText;
import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.Dispute;
import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.payment.Refund;
import java.util.Map;
import java.util.Optional;
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
        Refund refund = new Refund(
                context.ids().next("re"),
                intent.id(),
                charge.id(),
                context.now(),
                wanted,
                intent.terms().currency(),
                reason,
                metadata,
                firstStatus(charge),
                null,
                false);
        Effect effect = Effect.on(intent, context)
                .with(refund)
                .post("refund", wanted)
                .update(intent.with(charge.refund(wanted)))
                .emit("refund.created", Subject.REFUND)
                .emit("charge.refunded", Subject.CHARGE);
        return wanted < charge.refundable() ? effect : closeInquiry(effect, charge, store);
    }

    /** An inquiry ends when everything was refunded. */
    private static Effect closeInquiry(Effect effect, Charge charge, PaymentStore store) {
        return dispute(charge, store)
                .filter(dispute ->
                        dispute.status().isInquiry() && dispute.status().isOpen())
                .map(inquiry -> ChangeDispute.close(effect, inquiry, Dispute.Status.WARNING_CLOSED, "inquiry_closed"))
                .orElse(effect);
    }

    private static Refund.Status firstStatus(Charge charge) {
        return switch (PaymentMethods.of(charge.paymentMethod()).behaviour()) {
            case SucceedsButRefundsPend later -> Refund.Status.PENDING;
            case AwaitsPayment waited ->
                waited.refunds() == Refunds.BY_INSTRUCTIONS ? Refund.Status.REQUIRES_ACTION : Refund.Status.SUCCEEDED;
            case PaymentBehaviour instant -> Refund.Status.SUCCEEDED;
        };
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
            throw refused(
                    null, "This PaymentIntent (" + intent.id() + ") does not have a successful charge to refund.");
        }
        if (dispute(charge, store).filter(d -> d.status().isWithdrawn()).isPresent()) {
            throw refused(
                    "charge_disputed", "Charge " + charge.id() + " has been charged back; cannot issue a refund.");
        }
        if (charge.refundable() == 0) {
            throw refused("charge_already_refunded", "Charge " + charge.id() + " has already been refunded.");
        }
        if (PaymentMethods.of(charge.paymentMethod()).behaviour() instanceof AwaitsPayment waited
                && waited.refunds() == Refunds.NONE) {
            throw refused("charge_not_refundable", "The payment method of " + charge.id() + " has no refunds.");
        }
        return charge;
    }

    private static InvalidRequestException refused(@Nullable String code, String message) {
        return new InvalidRequestException(400, code, message, null, null);
    }

    private static Optional<Dispute> dispute(Charge charge, PaymentStore store) {
        return Optional.ofNullable(charge.disputeId()).flatMap(store::dispute);
    }

    private static String amountText(long minor, PaymentIntent intent) {
        return AmountText.of(minor, intent.terms().currency());
    }
}
