package dev.ordersaga.eventprocessing.processors;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Splits and merges the segments of processors in any process, in the running transaction. The claims of the changed
 * segments end with it: what their owner is handling cannot store its position any more and is rolled back, as after the loss
 * of a claim. The changed segments are claimed by any process within a claim's renewal interval.
 */
public final class SegmentChanges {

    /** The most segments of a processor. */
    static final int MOST_SEGMENTS = 64;

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final ProcessorRegistry registry;

    SegmentChanges(JdbcClient jdbc, Serializer serializer, ProcessorRegistry registry) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.registry = registry;
    }

    /** The result of a requested change. */
    public enum Outcome {
        DONE,
        /** There is no such processor or segment. */
        UNKNOWN,
        /** It cannot be split further, or its other half is split or has not begun. */
        IMPOSSIBLE
    }

    /** Splits a segment into two, which continue at its position. */
    public Outcome split(String processor, int segment) {
        Optional<Tokens> found = lock(processor);
        if (found.isEmpty() || !found.get().has(segment)) {
            return Outcome.UNKNOWN;
        }
        Tokens tokens = found.get();
        if (tokens.bySegment().size() >= MOST_SEGMENTS) {
            return Outcome.IMPOSSIBLE;
        }
        Segment[] halves = tokens.segment(segment).split();
        @Nullable TrackingToken token = tokens.of(segment);
        MergedTrackingToken merged = token == null
                ? null
                : WrappedToken.unwrap(token, MergedTrackingToken.class).orElse(null);
        tokens.put(halves[0], merged == null ? token : merged.lowerSegmentToken());
        tokens.put(halves[1], merged == null ? token : merged.upperSegmentToken());
        return Outcome.DONE;
    }

    /** Merges a segment with its other half. What the half that is ahead has handled is not handled again. */
    public Outcome merge(String processor, int segment) {
        Optional<Tokens> found = lock(processor);
        if (found.isEmpty() || !found.get().has(segment)) {
            return Outcome.UNKNOWN;
        }
        Tokens tokens = found.get();
        Segment one = tokens.segment(segment);
        int otherId = one.mergeableSegmentId();
        if (otherId == segment || !tokens.has(otherId) || !one.isMergeableWith(tokens.segment(otherId))) {
            return Outcome.IMPOSSIBLE;
        }
        Segment merged = one.mergedWith(tokens.segment(otherId));
        int lower = Math.min(segment, otherId);
        int upper = Math.max(segment, otherId);
        @Nullable TrackingToken ofLower = tokens.of(lower);
        @Nullable TrackingToken ofUpper = tokens.of(upper);
        if (ofLower == null || ofUpper == null) {
            return Outcome.IMPOSSIBLE;
        }
        tokens.remove(upper);
        tokens.put(merged, MergedTrackingToken.merged(ofLower, ofUpper));
        return Outcome.DONE;
    }

    private Optional<Tokens> lock(String processor) {
        return registry.tokensOf(processor).map(table -> {
            Map<Integer, Optional<TrackingToken>> bySegment = new TreeMap<>();
            jdbc.sql("SELECT segment, token, token_type FROM " + table
                            + " WHERE processor_name = ? ORDER BY segment FOR UPDATE")
                    .param(processor)
                    .query((row, number) -> bySegment.put(
                            row.getInt("segment"),
                            Optional.ofNullable(read(row.getBytes("token"), row.getString("token_type")))))
                    .list();
            return new Tokens(table, processor, bySegment);
        });
    }

    private @Nullable TrackingToken read(byte @Nullable [] token, @Nullable String type) {
        return token == null || type == null
                ? null
                : serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
    }

    /** The locked rows of one processor. */
    private final class Tokens {

        private final String table;
        private final String processor;
        private final Map<Integer, Optional<TrackingToken>> bySegment;

        Tokens(String table, String processor, Map<Integer, Optional<TrackingToken>> bySegment) {
            this.table = table;
            this.processor = processor;
            this.bySegment = bySegment;
        }

        Map<Integer, Optional<TrackingToken>> bySegment() {
            return bySegment;
        }

        boolean has(int segment) {
            return bySegment.containsKey(segment);
        }

        Segment segment(int id) {
            int[] ids = bySegment.keySet().stream().mapToInt(Integer::intValue).toArray();
            return Segment.computeSegment(id, ids);
        }

        @Nullable
        TrackingToken of(int segment) {
            return Objects.requireNonNull(bySegment.get(segment)).orElse(null);
        }

        void put(Segment segment, @Nullable TrackingToken token) {
            @Nullable
            SerializedObject<byte[]> stored = token == null ? null : serializer.serialize(token, byte[].class);
            jdbc.sql("INSERT INTO " + table
                            + " AS known (processor_name, segment, token, token_type) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (processor_name, segment) DO UPDATE SET token = excluded.token,"
                            + " token_type = excluded.token_type, owner = NULL, timestamp = NULL")
                    .params(Arrays.asList(
                            processor,
                            segment.getSegmentId(),
                            stored == null ? null : stored.getData(),
                            stored == null ? null : stored.getType().getName()))
                    .update();
        }

        void remove(int segment) {
            jdbc.sql("DELETE FROM " + table + " WHERE processor_name = ? AND segment = ?")
                    .params(processor, segment)
                    .update();
        }
    }
}
