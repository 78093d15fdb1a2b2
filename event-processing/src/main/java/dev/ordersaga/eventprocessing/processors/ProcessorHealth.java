package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health indicator: up while every streaming processor of this process runs without error and each of its segments is
 * claimed, here or by another process.
 */
final class ProcessorHealth extends AbstractHealthIndicator {

    private static final String PROCESSING = "processes segments ";

    private final EventProcessingConfiguration processing;
    private final TransactionManager transactions;

    ProcessorHealth(EventProcessingConfiguration processing, TransactionManager transactions) {
        super("the processors' state cannot be determined");
        this.processing = processing;
        this.transactions = transactions;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        ConnectionPurpose.MONITORING.during(() -> check(builder));
    }

    private void check(Health.Builder builder) {
        processing.eventProcessors().forEach((name, processor) -> {
            if (processor instanceof StreamingEventProcessor streaming) {
                String state = state(name, streaming);
                builder.withDetail(name, state);
                if (!state.startsWith(PROCESSING)) {
                    builder.down();
                }
            }
        });
    }

    private String state(String name, StreamingEventProcessor processor) {
        if (!processor.isRunning()) {
            return "stopped";
        }
        Map<Integer, EventTrackerStatus> claimed = processor.processingStatus();
        Optional<EventTrackerStatus> failing = claimed.values().stream()
                .filter(EventTrackerStatus::isErrorState)
                .findFirst();
        if (failing.isPresent()) {
            return "segment %s fails: %s"
                    .formatted(
                            failing.get().getSegment().getSegmentId(),
                            failing.get().getError());
        }
        // A segment whose handler failed is released, and claimed again after a back-off.
        Set<Integer> unclaimed = segmentsAvailableHere(name);
        unclaimed.removeAll(claimed.keySet());
        if (unclaimed.isEmpty()) {
            // While other processes have all segments, a past error of this one is reset only by its next claim.
            return PROCESSING + claimed.keySet();
        }
        return processor.isError() ? "cannot read events or claim segments" : "unclaimed segments: " + unclaimed;
    }

    private Set<Integer> segmentsAvailableHere(String processor) {
        TokenStore tokens = processing.tokenStore(processor);
        return transactions.fetchInTransaction(() -> tokens.fetchAvailableSegments(processor)).stream()
                .map(Segment::getSegmentId)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
