package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.IdempotencyKeys;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.gateway.RequestRejectedException;

/** Voids or refunds charges that no payment accounts for. */
record UnmatchedCharges(PaymentGateway gateway) {

    /** Number of such a refund in the provider's records: it is none of the order's, and none of a release. */
    static final int REFUND = 999_999_999;

    /**
     * Voids or refunds the charge; repeated, it acts once.
     *
     * @return whether the provider holds nothing of it any longer
     * @throws RequestRejectedException if the provider refuses it
     */
    boolean release(ProviderRecord.OfCharge found) {
        String key = IdempotencyKeys.ofUnmatchedCharge(found.orderId(), found.reference());
        Charge charge = new Charge(
                found.orderId(),
                found.attempt(),
                key,
                "",
                found.amount(),
                CaptureMode.ON_CONFIRMATION,
                found.createdAt(),
                found.reference());
        if (found.answer() instanceof Authorized) {
            ProviderAnswer answer = gateway.voidCharge(charge, key);
            return answer instanceof Voided;
        }
        RefundAnswer answer = gateway.refund(charge, new Refund(REFUND, found.held(), null, key));
        return answer instanceof RefundAnswer.Succeeded;
    }
}
