package dev.ordersaga.eventprocessing.completeness;

import dev.ordersaga.eventprocessing.deadletter.DeadLetterQueue;
import dev.ordersaga.eventprocessing.deadletter.SequenceKey;
import dev.ordersaga.eventprocessing.processors.ProcessorInfo;
import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
import java.util.List;
import java.util.Optional;

/** Delivers the events of one sequence to a processor again, in order, as dead letters that are due at once. */
public final class Redeliveries {

    private final List<CompletenessAudit> audits;
    private final ProcessorRegistry processors;
    private final DeadLetterQueue deadLetters;

    Redeliveries(List<CompletenessAudit> audits, ProcessorRegistry processors, DeadLetterQueue deadLetters) {
        this.audits = List.copyOf(audits);
        this.processors = processors;
        this.deadLetters = deadLetters;
    }

    /** Whether this process has an audit of the processor, which determines the events that it handles. */
    public boolean has(String processor) {
        return audit(processor).isPresent();
    }

    /**
     * Schedules the redelivery in the running transaction; the process that has the segment delivers the events within
     * seconds. Handlers are idempotent, so that events that were already handled change nothing.
     *
     * @param from index of the first event; later events of the sequence are delivered too
     * @return number of events; those that the processor has not reached yet are not included
     */
    public int redeliver(String processor, String sequence, long from) {
        List<String> aggregates =
                audit(processor).map(audit -> audit.aggregatesOf(sequence)).orElse(List.of());
        Optional<ProcessorInfo.SegmentView> segment = processors.segmentOf(processor, sequence);
        if (aggregates.isEmpty() || segment.isEmpty()) {
            return 0;
        }
        var key = new SequenceKey(processor, sequence);
        int events = deadLetters.addForRedelivery(
                key, aggregates, from, segment.get().position());
        if (events > 0) {
            processors.redeliveryAdded(processor);
        }
        return events;
    }

    private Optional<CompletenessAudit> audit(String processor) {
        return audits.stream().filter(audit -> audit.name().equals(processor)).findFirst();
    }
}
