package dev.ordersaga.simulator.payment;

/** How a payment method behaves when it is asked for money. */
public sealed interface PaymentBehaviour {

    /** Gives it. */
    record Pays() implements PaymentBehaviour {}

    /** Refuses it. */
    record Refuses(Failure failure) implements PaymentBehaviour {}

    /** Asks its owner first; without its owner there, refuses. */
    record AsksItsOwner() implements PaymentBehaviour {}

    /** Gives it; its bank thinks so long before it answers. */
    record PaysAfter(int seconds) implements PaymentBehaviour {}

    /** Gives it and is disputed a little later. */
    record PaysAndDisputes() implements PaymentBehaviour {}

    /** Gives it; a refund seems to succeed and fails a little later. */
    record PaysButFailsRefunds() implements PaymentBehaviour {}

    /** Gives it; a refund is pending and succeeds a little later. */
    record PaysButRefundsLate() implements PaymentBehaviour {}

    /** Says "processing", and a little later whether it gives it. */
    record Settles(boolean successfully) implements PaymentBehaviour {}

    /** Says "processing" for ever. */
    record NeverSettles() implements PaymentBehaviour {}
}
