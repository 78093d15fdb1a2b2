package dev.ordersaga.eventprocessing.deadletter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/**
 * What the halves of merged segments have handled before the merge. A merged segment continues at the position of the half
 * that is behind; the other half must not handle its events again.
 */
final class MergedSegments {

    private final Map<Integer, TrackingToken> claimed = new ConcurrentHashMap<>();

    /** A segment was claimed. */
    void claimed(int segment, @Nullable TrackingToken token) {
        if (token != null && MergedTrackingToken.isMergeInProgress(token)) {
            claimed.put(segment, token);
        } else {
            claimed.remove(segment);
        }
    }

    /** Whether the half of the segment that the sequence belongs to had handled the event at a position before the merge. */
    boolean haveHandled(Segment segment, String sequence, long position) {
        TrackingToken token = claimed.get(segment.getSegmentId());
        return token != null && position <= positionOf(token, segment, sequence);
    }

    private static long positionOf(TrackingToken token, Segment segment, String sequence) {
        MergedTrackingToken merged =
                WrappedToken.unwrap(token, MergedTrackingToken.class).orElse(null);
        if (merged == null) {
            return token.position().orElse(-1);
        }
        Segment[] halves = segment.split();
        return halves[0].matches(sequence)
                ? positionOf(merged.lowerSegmentToken(), halves[0], sequence)
                : positionOf(merged.upperSegmentToken(), halves[1], sequence);
    }
}
