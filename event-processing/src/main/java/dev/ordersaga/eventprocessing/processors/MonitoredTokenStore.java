package dev.ordersaga.eventprocessing.processors;

import static org.axonframework.common.jdbc.JdbcUtils.closeQuietly;
import static org.axonframework.common.jdbc.JdbcUtils.executeQuery;
import static org.axonframework.common.jdbc.JdbcUtils.executeUpdate;

import dev.ordersaga.eventprocessing.identity.ProcessIdentity;
import dev.ordersaga.eventprocessing.processors.ProcessorPauseControl.Control;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.axonframework.common.jdbc.JdbcException;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.serialization.SerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * Axon's JDBC token store with notification of claims and of operators' controls, whose claims are stamped and judged by the
 * clock of the database ({@link TokenClaims}). Whether a processor is paused, and whether other processes lack segments, is
 * read together with its segments.
 */
final class MonitoredTokenStore extends JdbcTokenStore {

    private final TokenClaims claims;
    private final SegmentRequests requests;
    private final Listener listener;

    /** Is told what a process finds out about the segments of a processor while it claims them. */
    interface Listener {

        /** A segment is claimed; called before its token is returned. What was cached about it may be outdated. */
        void claimed(int segment, @Nullable TrackingToken token);

        /** All segments of the processor were read, with what operators have set. */
        void seen(String processor, List<Integer> segments, Control control);

        /** Other processes lack segments: these of this process should be released for a while. */
        void surplus(List<Integer> segments);
    }

    /**
     * @param table name of the table, with its schema
     */
    MonitoredTokenStore(Builder builder, String table, Duration timeout, Listener listener) {
        super(builder.nodeId(ProcessIdentity.NAME).claimTimeout(timeout));
        this.claims = new TokenClaims(table, timeout);
        this.requests = new SegmentRequests(timeout);
        this.listener = listener;
    }

    /** Returns no segments of a paused processor. */
    @Override
    public List<Segment> fetchAvailableSegments(String processorName) {
        Connection connection = getConnection();
        try {
            return executeQuery(
                    connection,
                    c -> claims.segments(c, processorName),
                    rows -> available(connection, rows, processorName),
                    e -> new JdbcException("Could not load segments for processor [" + processorName + "]", e));
        } finally {
            closeQuietly(connection);
        }
    }

    private List<Segment> available(Connection connection, ResultSet rows, String processor) throws SQLException {
        SegmentRows read = SegmentRows.of(rows);
        if (read.all().isEmpty()) {
            return List.of();
        }
        listener.seen(processor, read.all(), read.control());
        if (read.control().isPaused()) {
            return List.of();
        }
        SegmentShare share = read.share();
        requests.update(connection, processor, share.missing());
        if (share.surplus() > 0) {
            listener.surplus(read.mine().subList(0, share.surplus()));
        }
        int[] ids = read.all().stream().mapToInt(Integer::intValue).toArray();
        return read.claimable().stream()
                .map(id -> Segment.computeSegment(id, ids))
                .toList();
    }

    /** With the position in the same statement, as in Axon's own, but by the clock of the database. */
    @Override
    protected PreparedStatement storeUpdate(
            Connection connection, @Nullable TrackingToken token, String processorName, int segment)
            throws SQLException {
        SerializedObject<byte[]> stored = token == null ? null : serializer().serialize(token, byte[].class);
        return claims.store(connection, stored, processorName, segment);
    }

    /** Never after the claim was lost: Axon's own would take back a claim that another process held in between. */
    @Override
    protected void updateToken(
            Connection connection, ResultSet rows, TrackingToken token, String processorName, int segment) {
        throw claimLost(processorName, segment);
    }

    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is the beginning.
    protected @Nullable TrackingToken claimToken(Connection connection, AbstractTokenEntry<?> entry)
            throws SQLException {
        try (PreparedStatement statement = claims.claim(connection, entry.getProcessorName(), entry.getSegment())) {
            if (statement.executeUpdate() != 1) {
                throw new UnableToClaimTokenException("Unable to claim token '%s[%s]'. It is owned by '%s'"
                        .formatted(entry.getProcessorName(), entry.getSegment(), entry.getOwner()));
            }
        }
        return entry.getToken(serializer());
    }

    /**
     * Extends a claim only if this process still holds it. Axon's implementation fetches the token, which takes back a
     * claim that another process held in between: this process would then continue at an outdated position.
     */
    @Override
    public void extendClaim(String processorName, int segment) {
        Connection connection = getConnection();
        try {
            int extended = executeUpdate(
                    connection,
                    c -> claims.extend(c, processorName, segment),
                    e -> new JdbcException("Could not extend claim on [" + processorName + "[" + segment + "]]", e));
            if (extended != 1) {
                throw claimLost(processorName, segment);
            }
        } finally {
            closeQuietly(connection);
        }
    }

    private static UnableToClaimTokenException claimLost(String processor, int segment) {
        return new UnableToClaimTokenException(
                "The claim on token '" + processor + "[" + segment + "]' was lost to another process");
    }

    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is the beginning.
    public @Nullable TrackingToken fetchToken(String processorName, int segment) {
        TrackingToken token = super.fetchToken(processorName, segment);
        listener.claimed(segment, token);
        return token;
    }

    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is the beginning.
    public @Nullable TrackingToken fetchToken(String processorName, Segment segment) {
        TrackingToken token = super.fetchToken(processorName, segment);
        listener.claimed(segment.getSegmentId(), token);
        return token;
    }
}
