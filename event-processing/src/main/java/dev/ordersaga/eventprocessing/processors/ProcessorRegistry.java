package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventprocessing.processors.ProcessorInfo.SegmentView;
import dev.ordersaga.eventstore.reading.ExactReading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All processors of all services, for operators to list, pause and resume. Changes are part of the running transaction. */
public class ProcessorRegistry {

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final ExactReading reading;
    private final ProcessorPauseControl pauseControl;
    private final ClaimSettings claims;
    /** By processor; a processor never changes its schema. */
    private final Map<String, String> schemas = new ConcurrentHashMap<>();

    ProcessorRegistry(
            JdbcClient jdbc,
            Serializer serializer,
            ExactReading reading,
            ProcessorPauseControl pauseControl,
            ClaimSettings claims) {
        this.claims = claims;
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.reading = reading;
        this.pauseControl = pauseControl;
    }

    private record Registered(String name, String service, String schema, boolean paused) {}

    /** In the order of their names. */
    public List<ProcessorInfo> list() {
        return registered().stream().map(this::info).toList();
    }

    /**
     * Index of the last event that all segments of the processor have passed, handled or as a dead letter; if there is no
     * such processor, of the last one that any processor has passed.
     */
    public long passed(String processor) {
        List<Registered> all = registered();
        List<Registered> named =
                all.stream().filter(one -> one.name().equals(processor)).toList();
        return (named.isEmpty() ? all : named)
                .stream().mapToLong(one -> positions(one).min().orElse(0)).max().orElse(0);
    }

    /** The segment that handles the events of a sequence; empty if there is no such processor, or if it never ran. */
    public Optional<SegmentView> segmentOf(String processor, String sequence) {
        List<SegmentView> segments = registered().stream()
                .filter(one -> one.name().equals(processor))
                .map(one -> segments(one.name(), one.schema()))
                .findFirst()
                .orElse(List.of());
        int[] ids = segments.stream().mapToInt(SegmentView::segment).toArray();
        return segments.stream()
                .filter(one -> Segment.computeSegment(one.segment(), ids).matches(sequence))
                .findFirst();
    }

    /** The processes that have its segments check its dead letters, within a claim's renewal interval. */
    public void redeliveryAdded(String processor) {
        jdbc.sql("UPDATE eventprocessing.processor SET redeliveries = redeliveries + 1 WHERE name = ?")
                .param(processor)
                .update();
        pauseControl.changed(processor);
    }

    /** One segment of a processor; empty if it never ran. */
    Optional<SegmentView> segment(String processor, int segment) {
        return registered().stream()
                .filter(one -> one.name().equals(processor))
                .flatMap(one -> segments(one.name(), one.schema()).stream())
                .filter(one -> one.segment() == segment)
                .findFirst();
    }

    private List<Registered> registered() {
        return jdbc.sql("SELECT name, service, schema_name, paused FROM eventprocessing.processor ORDER BY name")
                .query((row, number) ->
                        new Registered(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)))
                .list();
    }

    private ProcessorInfo info(Registered one) {
        return new ProcessorInfo(one.name(), one.service(), one.paused(), segments(one.name(), one.schema()));
    }

    /** Index up to which its most advanced segment has handled events and committed; zero if it has no segment. */
    public long highestPosition(String processor) {
        return registered().stream()
                .filter(one -> one.name().equals(processor))
                .flatMapToLong(this::positions)
                .max()
                .orElse(0);
    }

    /** Index up to which all of its segments have handled events and committed; empty if it never ran. */
    OptionalLong position(String processor) {
        @Nullable String schema = schemaOf(processor);
        return schema == null
                ? OptionalLong.empty()
                : positions(processor, schema).min();
    }

    private @Nullable String schemaOf(String processor) {
        if (!schemas.containsKey(processor)) {
            registered().forEach(one -> schemas.put(one.name(), one.schema()));
        }
        return schemas.get(processor);
    }

    /** The table with the tokens of a processor of any service; empty if there is no such processor. */
    Optional<String> tokensOf(String processor) {
        return Optional.ofNullable(schemaOf(processor)).map(ProcessorRegistry::tokenTable);
    }

    private LongStream positions(Registered one) {
        return positions(one.name(), one.schema());
    }

    private LongStream positions(String processor, String schema) {
        return jdbc
                .sql("SELECT token, token_type FROM " + tokenTable(schema) + " WHERE processor_name = ?")
                .param(processor)
                .query((row, number) -> position(row.getBytes("token"), row.getString("token_type")))
                .list()
                .stream()
                .mapToLong(Long::longValue);
    }

    private static String tokenTable(String schema) {
        if (!schema.matches("[a-z_]+")) {
            throw new IllegalStateException("not a valid schema name: " + schema);
        }
        return schema + ".token_entry";
    }

    /**
     * Stops the handling of its events until it is resumed; they wait in the store.
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
        pauseControl.changed(processor);
        return exists;
    }

    private List<SegmentView> segments(String processor, String schema) {
        String tokens = tokenTable(schema);
        long head = reading.head();
        return jdbc.sql("SELECT segment, CASE WHEN " + TokenClaims.isLive("t", claims.timeout())
                        + " THEN owner END AS owner, token, token_type FROM " + tokens
                        + " t WHERE processor_name = ? ORDER BY segment")
                .param(processor)
                .query((row, number) -> segment(row, head))
                .list();
    }

    private SegmentView segment(ResultSet row, long head) throws SQLException {
        long position = position(row.getBytes("token"), row.getString("token_type"));
        double behind = head <= position ? 0 : reading.ageOfFirstAfter(position).toMillis() / 1000.0;
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
