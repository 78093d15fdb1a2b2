package dev.ordersaga.eventprocessing.completeness;

import dev.ordersaga.eventprocessing.deadletter.DeadLetterQueue;
import dev.ordersaga.eventprocessing.deadletter.SequenceKey;
import dev.ordersaga.eventprocessing.processors.ProcessorInfo;
import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
import java.util.List;
import java.util.Optional;

/** Puts the events of one sequence before a processor once more, in order, by way of the quarantine. */
public final class Redeliveries {

    private final List<CompletenessAudit> checks;
    private final ProcessorRegistry processors;
    private final DeadLetterQueue quarantine;

    Redeliveries(List<CompletenessAudit> checks, ProcessorRegistry processors, DeadLetterQueue quarantine) {
        this.checks = List.copyOf(checks);
        this.processors = processors;
        this.quarantine = quarantine;
    }

    /** Whether this process knows which events the processor handles. */
    public boolean has(String processor) {
        return check(processor).isPresent();
    }

    /**
     * In the running transaction; whoever has the segment delivers them within seconds. Handlers are idempotent, so that
     * what was handled before changes nothing.
     *
     * @param from index of the first event that is meant; later events of the sequence are delivered too
     * @return how many events; those that the processor has not come to yet are not among them
     */
    public int redeliver(String processor, String sequence, long from) {
        List<String> streams =
                check(processor).map(check -> check.streamsOf(sequence)).orElse(List.of());
        Optional<ProcessorInfo.SegmentView> segment = processors.segmentOf(processor, sequence);
        if (streams.isEmpty() || segment.isEmpty()) {
            return 0;
        }
        var key = new SequenceKey(processor, segment.get().segment(), sequence);
        int events = quarantine.admitAgain(key, streams, from, segment.get().position());
        if (events > 0) {
            processors.lookIntoQuarantine(processor);
        }
        return events;
    }

    private Optional<CompletenessAudit> check(String processor) {
        return checks.stream().filter(check -> check.name().equals(processor)).findFirst();
    }
}
