package dev.ordersaga.eventstore.processing;

import java.util.function.IntConsumer;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.jspecify.annotations.Nullable;

/** Tells of each claim: what a process knows of a segment may be outdated when it gets it. */
final class WatchedTokens extends JdbcTokenStore {

    private final IntConsumer claims;

    WatchedTokens(Builder builder, IntConsumer claims) {
        super(builder);
        this.claims = claims;
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
