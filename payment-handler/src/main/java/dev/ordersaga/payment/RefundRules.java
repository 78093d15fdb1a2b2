package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentRefundedAtProvider;
import dev.ordersaga.api.payment.PaymentReleaseFailed;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.util.List;

/** Rules for the outcomes of refunds, those of an order and those of a release. */
record RefundRules(PaymentState payment) {

    List<PaymentEvent> eventsOf(int number, RefundAnswer answer) {
        return switch (answer) {
            case RefundAnswer.Pending pending -> List.of();
            case RefundAnswer.Succeeded succeeded -> refunded(number, succeeded);
            case RefundAnswer.Failed failed -> refundFailed(number, failed);
            case RefundAnswer.Refused refused -> refundRefused(number, refused);
        };
    }

    private List<PaymentEvent> refunded(int number, RefundAnswer.Succeeded answer) {
        var refund = payment.refunds().open().get(number);
        return refund == null
                ? List.of()
                : List.of(new PaymentRefunded(payment.orderId(), number, refund.amount(), answer.providerReference()));
    }

    /** Possible even after the refund succeeded: banks return refunds that they cannot deliver. */
    private List<PaymentEvent> refundFailed(int number, RefundAnswer.Failed answer) {
        var refund = payment.refunds().isOpen(number)
                ? payment.refunds().open().get(number)
                : payment.refunds().succeeded().get(number);
        if (refund == null) {
            return List.of();
        }
        var failed = new PaymentRefundFailed(payment.orderId(), number, refund.amount(), answer.reason());
        Refunds without = payment.refunds().failed(number);
        // Money that is returned after the release has ended belongs to an order without goods: it needs a manual
        // check.
        boolean isReturnedAfterRelease = payment.released() && payment.refunds().hasSucceeded(number);
        return Refunds.isOfRelease(number) || isReturnedAfterRelease
                ? List.of(
                        failed,
                        new PaymentReleaseFailed(
                                payment.orderId(), without.captured(), without.refunded(), answer.reason()))
                : List.of(failed);
    }

    /**
     * The provider has no such refund and will not make it. A release goes on with what is left, or after the dispute
     * that is the reason; else it needs a manual check.
     */
    private List<PaymentEvent> refundRefused(int number, RefundAnswer.Refused answer) {
        Refund refund = payment.refunds().open().get(number);
        if (refund == null) {
            return List.of();
        }
        var failed = new PaymentRefundFailed(payment.orderId(), number, refund.amount(), answer.reason());
        if (!Refunds.isOfRelease(number) || !payment.disputes().open().isEmpty()) {
            return List.of(failed);
        }
        Money missing = answer.missingOf(refund.amount());
        Refunds without = payment.refunds().failed(number);
        return List.of(
                failed,
                missing.isZero()
                        ? new PaymentReleaseFailed(
                                payment.orderId(), without.captured(), without.refunded(), answer.reason())
                        : new PaymentRefundedAtProvider(payment.orderId(), missing));
    }
}
