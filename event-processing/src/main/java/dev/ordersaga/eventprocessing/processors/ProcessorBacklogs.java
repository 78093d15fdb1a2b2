package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventstore.reading.ExactReading;
import dev.ordersaga.eventstore.reading.StoredEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures the backlog of a processor in any process, cheaply enough for several times a second: from memory where this
 * process has all of its segments and nothing waits, otherwise by one or two index look-ups.
 */
public final class ProcessorBacklogs {

    private final ProcessorRegistry registry;
    private final ObjectProvider<EventProcessingConfiguration> processing;
    private final ExactReading reading;
    private final JdbcClient jdbc;
    private final Clock clock;

    ProcessorBacklogs(
            ProcessorRegistry registry,
            ObjectProvider<EventProcessingConfiguration> processing,
            ExactReading reading,
            JdbcClient jdbc,
            Clock clock) {
        this.registry = registry;
        this.processing = processing;
        this.reading = reading;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What a processor has not handled yet.
     *
     * @param position index up to which all of its segments have handled the events
     * @param behind number of indexes between the position and the newest one
     * @param age of the oldest event of the asked type that it has not handled; zero if there is none
     */
    public record Backlog(long position, long behind, Duration age) {}

    /**
     * @param event the age is that of the oldest such event. Of other events a stored position says little: those that the
     *     processor does not handle are stored as passed seconds later
     * @return empty if the processor has never run on this database
     */
    public Optional<Backlog> of(String processor, Class<?> event) {
        OptionalLong here = positionHere(processor);
        OptionalLong position = here.isPresent() ? here : registry.position(processor);
        return position.isPresent() ? Optional.of(at(position.getAsLong(), event)) : Optional.empty();
    }

    private Backlog at(long position, Class<?> event) {
        long behind = Math.max(0, reading.head() - position);
        return new Backlog(position, behind, behind == 0 ? Duration.ZERO : ageOfFirst(event, position));
    }

    /** Empty unless this process has claimed all segments: their parts of the hash range add up to one. */
    private OptionalLong positionHere(String processor) {
        Collection<EventTrackerStatus> claimed = processing
                .getObject()
                .eventProcessor(processor, StreamingEventProcessor.class)
                .map(local -> local.processingStatus().values())
                .orElse(List.of());
        double share = claimed.stream()
                .mapToDouble(status -> 1.0 / (1L + status.getSegment().getMask()))
                .sum();
        boolean isKnown =
                claimed.stream().allMatch(status -> status.getCurrentPosition().isPresent());
        return share == 1 && isKnown
                ? claimed.stream()
                        .mapToLong(status -> status.getCurrentPosition().orElseThrow())
                        .min()
                : OptionalLong.empty();
    }

    private Duration ageOfFirst(Class<?> event, long position) {
        return jdbc
                .sql("SELECT time_stamp FROM " + StoredEvents.TABLE
                        + " WHERE global_index > ? AND payload_type = ? ORDER BY global_index LIMIT 1")
                .params(position, event.getName())
                .query(String.class)
                .list()
                .stream()
                .map(stored -> Duration.between(Instant.parse(stored), clock.instant()))
                .filter(age -> !age.isNegative())
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
