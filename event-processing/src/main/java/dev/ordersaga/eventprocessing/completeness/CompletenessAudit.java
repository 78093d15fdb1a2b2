package dev.ordersaga.eventprocessing.completeness;

import java.util.List;

/** Tells by the traces that events leave whether they were handled. */
public interface CompletenessAudit {

    /** The processor whose work it judges, or another word if it judges the store itself; the same for ever. */
    String name();

    /**
     * Which events have left no trace, in the running transaction. All of them were passed; those that wait in quarantine
     * are none of them.
     *
     * @param after index of the last event that is not asked for
     * @param upTo index of the last one that is
     */
    List<UnhandledEvent> gaps(long after, long upTo);

    /** The aggregates whose events the processor handles in this sequence; empty if nothing can be delivered again. */
    List<String> streamsOf(String sequence);
}
