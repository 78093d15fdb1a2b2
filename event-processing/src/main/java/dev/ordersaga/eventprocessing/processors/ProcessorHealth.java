package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
 * claimed, here or by another process. A segment that was claimed may be unclaimed for one claim timeout, in which another
 * process claims it: after a process ended, a split, a merge, or because of a process that lacks its share.
 */
final class ProcessorHealth extends AbstractHealthIndicator {

    private static final String PROCESSING = "processes segments ";

    private final EventProcessingConfiguration processing;
    private final TransactionManager transactions;
    private final ProcessorErrors errors;
    private final Duration claimTimeout;
    private final Clock clock;
    private final Map<String, Unclaimed> lastSeen = new ConcurrentHashMap<>();

    ProcessorHealth(
            EventProcessingConfiguration processing,
            TransactionManager transactions,
            ProcessorErrors errors,
            Duration claimTimeout,
            Clock clock) {
        super("the processors' state cannot be determined");
        this.processing = processing;
        this.transactions = transactions;
        this.errors = errors;
        this.claimTimeout = claimTimeout;
        this.clock = clock;
    }

    /**
     * The segments of a processor without a claim.
     *
     * @param since when each was first seen without one
     * @param errorsBefore the number of its errors in this process when all were claimed
     */
    private record Unclaimed(Map<Integer, Instant> since, long errorsBefore) {}

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
            lastSeen.put(name, new Unclaimed(Map.of(), errors.of(name)));
            return PROCESSING + claimed.keySet();
        }
        if (!processor.isError() && isHandover(name, unclaimed)) {
            return PROCESSING + claimed.keySet() + ", handover of " + unclaimed;
        }
        return processor.isError() ? "cannot read events or claim segments" : "unclaimed segments: " + unclaimed;
    }

    /** Not at the start of this process, and not after an error of a handler, which releases its segment. */
    private boolean isHandover(String name, Set<Integer> unclaimed) {
        Unclaimed before = lastSeen.get(name);
        if (before == null || errors.of(name) > before.errorsBefore()) {
            return false;
        }
        Instant now = clock.instant();
        Map<Integer, Instant> since = unclaimed.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), segment -> before.since().getOrDefault(segment, now)));
        lastSeen.put(name, new Unclaimed(since, before.errorsBefore()));
        return since.values().stream().allMatch(from -> now.isBefore(from.plus(claimTimeout)));
    }

    private Set<Integer> segmentsAvailableHere(String processor) {
        TokenStore tokens = processing.tokenStore(processor);
        return transactions.fetchInTransaction(() -> tokens.fetchAvailableSegments(processor)).stream()
                .map(Segment::getSegmentId)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
