package dev.ordersaga.eventstore.processing;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.jspecify.annotations.Nullable;

/** Tells of each claim: what a process knows of a segment may be outdated when it gets it. */
final class WatchedTokens extends JdbcTokenStore {

    private final IntConsumer claims;
    private final Predicate<String> paused;

    WatchedTokens(Builder builder, IntConsumer claims, Predicate<String> paused) {
        super(builder);
        this.claims = claims;
        this.paused = paused;
    }

    /** None of a processor that is paused. */
    @Override
    public List<Segment> fetchAvailableSegments(String processorName) {
        return paused.test(processorName) ? List.of() : super.fetchAvailableSegments(processorName);
    }

    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is the beginning.
    public @Nullable TrackingToken fetchToken(String processorName, int segment) {
        claims.accept(segment);
        return super.fetchToken(processorName, segment);
    }

    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is the beginning.
    public @Nullable TrackingToken fetchToken(String processorName, Segment segment) {
        claims.accept(segment.getSegmentId());
        return super.fetchToken(processorName, segment);
    }
}
