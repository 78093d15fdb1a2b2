package dev.ordersaga.simulator.method;

import dev.ordersaga.simulator.payment.Dispute;
import dev.ordersaga.simulator.payment.PaymentError;
import java.time.Duration;

/** Behaviour of a payment method when it is charged. */
public sealed interface PaymentBehaviour {

    /** Succeeds. */
    record Succeeds() implements PaymentBehaviour {}

    /** Fails. */
    record Fails(PaymentError failure) implements PaymentBehaviour {}

    /** Requires authentication by the customer; fails without the customer. */
    record RequiresAction() implements PaymentBehaviour {}

    /** Succeeds; the bank takes this long. */
    record SucceedsAfter(int seconds) implements PaymentBehaviour {}

    /** Succeeds; the charge is disputed later. */
    record SucceedsThenDisputed(Dispute.Status first, String reason) implements PaymentBehaviour {}

    /** Succeeds; refunds succeed at first and fail later. */
    record SucceedsButRefundsFail() implements PaymentBehaviour {}

    /** Succeeds; refunds are pending at first and succeed later. */
    record SucceedsButRefundsPend() implements PaymentBehaviour {}

    /** Is processing at first, then succeeds or fails. */
    record SettlesLater(boolean successfully) implements PaymentBehaviour {}

    /** Requires a payment outside the merchant's pages (voucher, bank transfer, the bank's app); expires after this time. */
    record AwaitsPayment(Duration life, Refunds refunds) implements PaymentBehaviour {}

    /** How payments of a method can be refunded. */
    enum Refunds {
        INSTANT,
        /** The customer has to name a bank account first. */
        BY_INSTRUCTIONS,
        NONE
    }

    /** Stays processing permanently. */
    record NeverSettles() implements PaymentBehaviour {}
}
