package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.PaymentBehaviour.PaysButRefundsLate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives taken money back.
 *
 * @param amount minor units, null for all that is left
 * @param reason as the caller names it, null for none
 */
public record CreateRefund(
        String intentId, @Nullable Long amount, @Nullable String reason, Map<String, String> metadata)
        implements Operation {

    @Override
    public String op() {
        return "refund";
    }

    @Override
    public Effect decide(PaymentStore book, Moment moment) {
        Intent intent = book.intent(intentId).orElseThrow();
        Charge charge = refundable(book, intent);
        long wanted = amount == null ? charge.refundable() : amount;
        refuseMoreThan(charge.refundable(), wanted, intent);
        boolean late = PaymentMethods.of(charge.paymentMethod()).conduct() instanceof PaysButRefundsLate;
        Refund refund = new Refund(
                moment.ids().next("re"),
                intent.id(),
                charge.id(),
                moment.now(),
                wanted,
                intent.terms().currency(),
                reason,
                metadata,
                late ? Refund.Status.PENDING : Refund.Status.SUCCEEDED,
                null,
                false);
        return Effect.on(intent, moment)
                .with(refund)
                .post("refund", wanted)
                .become(intent.with(charge.refund(wanted)))
                .tell("refund.created", Subject.REFUND)
                .tell("charge.refunded", Subject.CHARGE);
    }

    private static void refuseMoreThan(long refundable, long wanted, Intent intent) {
        if (wanted > refundable) {
            throw new Refusal(
                    400,
                    null,
                    "Refund amount (" + money(wanted, intent) + ") is greater than unrefunded amount on charge ("
                            + money(refundable, intent) + ")",
                    "amount",
                    null);
        }
    }

    private static Charge refundable(PaymentStore book, Intent intent) {
        Charge charge = intent.charge();
        if (charge == null || charge.captured() == 0) {
            throw new Refusal(
                    400,
                    null,
                    "This PaymentIntent (" + intent.id() + ") does not have a successful charge to refund.",
                    null,
                    null);
        }
        if (charge.disputeId() != null && isLost(book, charge.disputeId())) {
            throw new Refusal(
                    400,
                    "charge_disputed",
                    "Charge " + charge.id() + " has been charged back; cannot issue a refund.",
                    null,
                    null);
        }
        if (charge.refundable() == 0) {
            throw new Refusal(
                    400,
                    "charge_already_refunded",
                    "Charge " + charge.id() + " has already been refunded.",
                    null,
                    null);
        }
        return charge;
    }

    /** As long as the bank has not decided for the merchant, the money is with the customer. */
    private static boolean isLost(PaymentStore book, String disputeId) {
        return book.dispute(disputeId)
                .filter(d -> d.status() != Dispute.Status.WON)
                .isPresent();
    }

    private static String money(long minor, Intent intent) {
        return Money.words(minor, intent.terms().currency());
    }
}
