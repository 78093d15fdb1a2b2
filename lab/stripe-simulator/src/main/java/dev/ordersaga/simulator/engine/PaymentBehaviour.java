package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.payment.PaymentError;

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
    record SucceedsThenDisputed() implements PaymentBehaviour {}

    /** Succeeds; refunds succeed at first and fail later. */
    record SucceedsButRefundsFail() implements PaymentBehaviour {}

    /** Succeeds; refunds are pending at first and succeed later. */
    record SucceedsButRefundsPend() implements PaymentBehaviour {}

    /** Is processing at first, then succeeds or fails. */
    record SettlesLater(boolean successfully) implements PaymentBehaviour {}

    /** Stays processing permanently. */
    record NeverSettles() implements PaymentBehaviour {}
}
