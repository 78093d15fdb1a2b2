package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventprocessing.processors.ProcessorInfo.SegmentView;
import dev.ordersaga.eventstore.reading.ExactReading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All processors of all services, and what an operator can do about them. Changes belong to the running transaction. */
public class ProcessorRegistry {

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final ExactReading reading;
    private final ProcessorPauseControl switches;

    ProcessorRegistry(JdbcClient jdbc, Serializer serializer, ExactReading reading, ProcessorPauseControl switches) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.reading = reading;
        this.switches = switches;
    }

    private record Known(String name, String service, String schema, boolean paused) {}

    /** By their names. */
    public List<ProcessorInfo> list() {
        return known().stream().map(this::view).toList();
    }

    /**
     * Index of the last event that the processor has passed, handled or in quarantine; if there is no such processor, of
     * the last one that any has passed.
     */
    public long passed(String processor) {
        List<Known> all = known();
        List<Known> asked =
                all.stream().filter(one -> one.name().equals(processor)).toList();
        return (asked.isEmpty() ? all : asked)
                .stream().mapToLong(one -> positions(one).min().orElse(0)).max().orElse(0);
    }

    /** The segment that gets the events of a sequence; empty if there is no such processor, or if it never ran. */
    public Optional<SegmentView> segmentOf(String processor, String sequence) {
        List<SegmentView> segments = known().stream()
                .filter(one -> one.name().equals(processor))
                .map(one -> segments(one.name(), one.schema()))
                .findFirst()
                .orElse(List.of());
        int[] ids = segments.stream().mapToInt(SegmentView::segment).toArray();
        return segments.stream()
                .filter(one -> Segment.computeSegment(one.segment(), ids).matches(sequence))
                .findFirst();
    }

    /** Whoever has its segments finds what was put there, within a claim's renewal. */
    public void lookIntoQuarantine(String processor) {
        jdbc.sql("UPDATE eventprocessing.processor SET redeliveries = redeliveries + 1 WHERE name = ?")
                .param(processor)
                .update();
        switches.look(processor);
    }

    private List<Known> known() {
        return jdbc.sql("SELECT name, service, schema_name, paused FROM eventprocessing.processor ORDER BY name")
                .query((row, number) ->
                        new Known(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)))
                .list();
    }

    private ProcessorInfo view(Known known) {
        return new ProcessorInfo(known.name(), known.service(), known.paused(), segments(known.name(), known.schema()));
    }

    /** Index up to which its foremost segment has handled events, as far as that is committed; zero if it has none. */
    public long foremostPosition(String processor) {
        return known().stream()
                .filter(known -> known.name().equals(processor))
                .flatMapToLong(this::positions)
                .max()
                .orElse(0);
    }

    private LongStream positions(Known known) {
        return segments(known.name(), known.schema()).stream().mapToLong(SegmentView::position);
    }

    /**
     * Nobody handles its events until it goes on; they wait in the store.
     *
     * @return false if there is no such processor
     */
    public boolean pause(String processor) {
        return set(processor, true);
    }

    /** @return false if there is no such processor */
    public boolean resume(String processor) {
        return set(processor, false);
    }

    private boolean set(String processor, boolean paused) {
        boolean exists = jdbc.sql("UPDATE eventprocessing.processor SET paused = ? WHERE name = ?")
                        .params(paused, processor)
                        .update()
                == 1;
        switches.look(processor);
        return exists;
    }

    private List<SegmentView> segments(String processor, String schema) {
        if (!schema.matches("[a-z_]+")) {
            throw new IllegalStateException("not a schema of ours: " + schema);
        }
        long head = reading.head();
        return jdbc.sql("SELECT segment, owner, token, token_type FROM " + schema
                        + ".token_entry WHERE processor_name = ? ORDER BY segment")
                .param(processor)
                .query((row, number) -> segment(row, head))
                .list();
    }

    private SegmentView segment(ResultSet row, long head) throws SQLException {
        long position = position(row.getBytes("token"), row.getString("token_type"));
        double behind = head <= position ? 0 : reading.behind(position).toMillis() / 1000.0;
        return new SegmentView(
                row.getInt("segment"), row.getString("owner"), position, Math.max(0, head - position), behind);
    }

    private long position(byte @Nullable [] token, @Nullable String type) {
        if (token == null || type == null) {
            return 0;
        }
        TrackingToken stored = serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
        return stored.position().orElse(0);
    }
}
