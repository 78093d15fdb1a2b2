package dev.ordersaga.simulator.payment;

import java.time.Instant;

/**
 * A Stripe Dispute (chargeback) of a charge.
 *
 * @param amount minor units
 */
public record Dispute(
        String id, String intentId, String chargeId, Instant created, long amount, String currency, Status status) {

    /** As on the wire, but in upper case. */
    public enum Status {
        NEEDS_RESPONSE,
        WON,
        LOST
    }

    public Dispute closed(Status how) {
        return new Dispute(id, intentId, chargeId, created, amount, currency, how);
    }
}
