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
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
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
 * clock of the database ({@link TokenClaims}). State that a process has cached about a segment may be outdated when it
 * claims it; whether a processor is paused is read together with its segments.
 */
final class MonitoredTokenStore extends JdbcTokenStore {

    private final TokenClaims claims;
    private final IntConsumer onClaim;
    private final BiConsumer<String, Control> onControl;

    /**
     * @param table name of the table, with its schema
     * @param onClaim called with each segment that is claimed, before its token is returned
     * @param onControl called with the control of a processor whenever it is read
     */
    MonitoredTokenStore(
            Builder builder,
            String table,
            Duration timeout,
            IntConsumer onClaim,
            BiConsumer<String, Control> onControl) {
        super(builder.nodeId(ProcessIdentity.NAME).claimTimeout(timeout));
        this.claims = new TokenClaims(table, timeout);
        this.onClaim = onClaim;
        this.onControl = onControl;
    }

    /** Returns no segments of a paused processor. */
    @Override
    public List<Segment> fetchAvailableSegments(String processorName) {
        Connection connection = getConnection();
        try {
            return executeQuery(
                    connection,
                    c -> claims.segments(c, processorName),
                    rows -> available(rows, processorName),
                    e -> new JdbcException("Could not load segments for processor [" + processorName + "]", e));
        } finally {
            closeQuietly(connection);
        }
    }

    private List<Segment> available(ResultSet rows, String processor) throws SQLException {
        List<Integer> all = new ArrayList<>();
        List<Integer> claimable = new ArrayList<>();
        Control control = Control.INITIAL;
        while (rows.next()) {
            all.add(rows.getInt("segment"));
            if (rows.getBoolean("claimable")) {
                claimable.add(rows.getInt("segment"));
            }
            control = new Control(rows.getBoolean("is_paused"), rows.getLong("redelivered"));
        }
        if (all.isEmpty()) {
            return List.of();
        }
        onControl.accept(processor, control);
        int[] ids = all.stream().mapToInt(Integer::intValue).toArray();
        return control.isPaused()
                ? List.of()
                : claimable.stream().map(id -> Segment.computeSegment(id, ids)).toList();
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
        onClaim.accept(segment);
        return super.fetchToken(processorName, segment);
    }

    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is the beginning.
    public @Nullable TrackingToken fetchToken(String processorName, Segment segment) {
        onClaim.accept(segment.getSegmentId());
        return super.fetchToken(processorName, segment);
    }
}
