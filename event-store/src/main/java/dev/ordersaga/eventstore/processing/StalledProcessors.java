package dev.ordersaga.eventstore.processing;

import dev.ordersaga.eventstore.attention.AttentionCase;
import dev.ordersaga.eventstore.attention.NeedsAttention;
import dev.ordersaga.eventstore.processing.ProcessorView.SegmentView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Segments that are behind by more than a minute: paused, failing, claimed by nobody, or flooded. */
final class StalledProcessors implements NeedsAttention {

    private static final double SECONDS_BEHIND = 60;

    private final Processors processors;
    private final Clock clock;

    StalledProcessors(Processors processors, Clock clock) {
        this.processors = processors;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "processor";
    }

    @Override
    public long count() {
        return cases().count();
    }

    @Override
    public List<AttentionCase> oldest(int limit) {
        return cases().limit(limit).toList();
    }

    private Stream<AttentionCase> cases() {
        return processors.list().stream()
                .flatMap(processor -> processor.segments().stream()
                        .filter(segment -> segment.secondsBehind() > SECONDS_BEHIND)
                        .map(segment -> asCase(processor, segment)));
    }

    private AttentionCase asCase(ProcessorView processor, SegmentView segment) {
        Instant since = clock.instant().minus(Duration.ofMillis((long) (segment.secondsBehind() * 1000)));
        String owner = segment.owner() == null ? "claimed by nobody" : "claimed by " + segment.owner();
        return new AttentionCase(
                kind(),
                processor.name() + "/" + segment.segment(),
                since,
                "%s, %s, %d events behind".formatted(processor.paused() ? "paused" : "running", owner, segment.lag()));
    }
}
