package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.payment.PaymentState;
import dev.ordersaga.payment.Refunds;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.reconciliation.ChargeMatch.Kind;
import org.jspecify.annotations.Nullable;

/** Result of matching a provider's refund with the payment of its order. Pure. */
record RefundMatch(Kind kind, String what) {

    /**
     * Matches a refund: one that is known here and of this amount is recorded, whatever its state.
     *
     * @param payment the payment of the refund's order; null if there is none
     */
    static RefundMatch of(@Nullable PaymentState payment, ProviderRecord.OfRefund found) {
        if (payment == null) {
            return new RefundMatch(Kind.NO_PAYMENT, "a refund of " + found.amount() + " of no payment of this system");
        }
        Refund own = own(payment.refunds(), found.refund());
        if (found.refund() == UnmatchedCharges.REFUND || own == null && found.answer() instanceof RefundAnswer.Failed) {
            return new RefundMatch(Kind.MATCHED, "");
        }
        if (own == null) {
            return mismatch("refund %d of %s is made at the provider, but not here", found.refund(), found.amount());
        }
        return own.amount().equals(found.amount())
                ? new RefundMatch(Kind.OUTDATED, "")
                : mismatch("refund %d is over %s, here over %s", found.refund(), found.amount(), own.amount());
    }

    private static @Nullable Refund own(Refunds refunds, int number) {
        Refund open = refunds.open().get(number);
        return open == null ? refunds.succeeded().get(number) : open;
    }

    private static RefundMatch mismatch(String text, Object... values) {
        return new RefundMatch(Kind.MISMATCH, text.formatted(values));
    }
}
