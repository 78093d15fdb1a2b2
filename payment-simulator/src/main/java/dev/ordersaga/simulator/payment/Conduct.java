package dev.ordersaga.simulator.payment;

/** How a payment method behaves when it is asked for money. */
public sealed interface Conduct {

    /** Gives it. */
    record Pays() implements Conduct {}

    /** Refuses it. */
    record Refuses(Failure failure) implements Conduct {}

    /** Asks its owner first; without its owner there, refuses. */
    record AsksItsOwner() implements Conduct {}

    /** Gives it; its bank thinks so long before it answers. */
    record PaysAfter(int seconds) implements Conduct {}

    /** Gives it and is disputed a little later. */
    record PaysAndDisputes() implements Conduct {}

    /** Gives it; a refund seems to succeed and fails a little later. */
    record PaysButFailsRefunds() implements Conduct {}

    /** Gives it; a refund is pending and succeeds a little later. */
    record PaysButRefundsLate() implements Conduct {}

    /** Says "processing", and a little later whether it gives it. */
    record Settles(boolean successfully) implements Conduct {}

    /** Says "processing" for ever. */
    record NeverSettles() implements Conduct {}
}
