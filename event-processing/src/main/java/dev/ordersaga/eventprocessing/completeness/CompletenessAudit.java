package dev.ordersaga.eventprocessing.completeness;

import java.util.List;

/** Audits whether the events that a processor has passed were handled, by the effects that handling them leaves. */
public interface CompletenessAudit {

    /** Name of the audited processor, or another constant name if the audit concerns the store itself. */
    String name();

    /**
     * Finds events that have left no effect, in the running transaction. The processor has passed all of them; dead
     * letters are not among them.
     *
     * @param after index of the last event before the audited ones
     * @param upTo index of the last audited event
     */
    List<UnhandledEvent> unhandledEvents(long after, long upTo);

    /** The aggregates whose events the processor handles in this sequence; empty if they cannot be delivered again. */
    List<String> aggregatesOf(String sequence);
}
