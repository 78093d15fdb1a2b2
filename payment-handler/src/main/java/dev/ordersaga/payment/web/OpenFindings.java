package dev.ordersaga.payment.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Differences between the provider's books and ours that wait for a person. */
public interface OpenFindings {

    /**
     * A difference.
     *
     * @param reference the provider's name of the charge
     */
    record OpenFinding(String reference, String kind, UUID orderId, String what, Instant firstSeen, Instant lastSeen) {}

    /** The oldest first. */
    List<OpenFinding> list(int limit);

    /**
     * Closes it in the running transaction; it is shown again only when it becomes another difference.
     *
     * @return false if none is open
     */
    boolean accept(String reference);
}
