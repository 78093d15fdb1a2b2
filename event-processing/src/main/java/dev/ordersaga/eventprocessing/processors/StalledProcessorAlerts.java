package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.eventprocessing.processors.ProcessorInfo.SegmentView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Operator alerts for segments that are behind by more than a minute: paused, failing, unclaimed, or overloaded. */
final class StalledProcessorAlerts implements OperatorAlertSource {

    private static final double SECONDS_BEHIND = 60;

    private final ProcessorRegistry processors;
    private final Clock clock;

    StalledProcessorAlerts(ProcessorRegistry processors, Clock clock) {
        this.processors = processors;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "processor";
    }

    @Override
    public long count() {
        return alerts().count();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return alerts().sorted(Comparator.comparing(OperatorAlert::since))
                .limit(limit)
                .toList();
    }

    private Stream<OperatorAlert> alerts() {
        return processors.list().stream()
                .flatMap(processor -> processor.segments().stream()
                        .filter(segment -> segment.secondsBehind() > SECONDS_BEHIND)
                        .map(segment -> alert(processor, segment)));
    }

    private OperatorAlert alert(ProcessorInfo processor, SegmentView segment) {
        Instant since = clock.instant().minus(Duration.ofMillis((long) (segment.secondsBehind() * 1000)));
        String owner = segment.owner() == null ? "unclaimed" : "claimed by " + segment.owner();
        return new OperatorAlert(
                kind(),
                processor.name() + "/" + segment.segment(),
                null,
                null,
                since,
                "%s, %s, %d events behind".formatted(processor.paused() ? "paused" : "running", owner, segment.lag()),
                processor.paused()
                        ? "An operator has paused it; resume it: POST /operations/processors/{name}/resume."
                        : "The log of its service says why; without an owner, start a process of that service.");
    }
}
