package dev.ordersaga.eventprocessing.processors;

import static org.axonframework.common.DateTimeUtils.formatInstant;
import static org.axonframework.common.jdbc.JdbcUtils.closeQuietly;
import static org.axonframework.common.jdbc.JdbcUtils.executeQuery;
import static org.axonframework.common.jdbc.JdbcUtils.executeUpdate;

import dev.ordersaga.eventprocessing.processors.ProcessorPauseControl.Control;
import java.lang.management.ManagementFactory;
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
import org.jspecify.annotations.Nullable;

/**
 * Axon's JDBC token store with notification of claims and of operators' controls. State that a process has cached about a
 * segment may be outdated when it claims it; whether a processor is paused is read together with its segments.
 */
final class MonitoredTokenStore extends JdbcTokenStore {

    private static final String THIS_PROCESS =
            ManagementFactory.getRuntimeMXBean().getName();

    private final Duration timeout;
    private final IntConsumer onClaim;
    private final BiConsumer<String, Control> onControl;
    private final String segments;
    private final String extension;

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
        super(builder.nodeId(THIS_PROCESS).claimTimeout(timeout));
        this.timeout = timeout;
        this.onClaim = onClaim;
        this.onControl = onControl;
        this.segments = "SELECT tokens.*, coalesce(known.paused, false) AS is_paused,"
                + " coalesce(known.redeliveries, 0) AS redelivered FROM " + table + " tokens"
                + " LEFT JOIN eventprocessing.processor known ON known.name = tokens.processor_name"
                + " WHERE tokens.processor_name = ? ORDER BY tokens.segment";
        this.extension =
                "UPDATE " + table + " SET timestamp = ? WHERE processor_name = ? AND segment = ? AND owner = ?";
    }

    /** Returns no segments of a paused processor. */
    @Override
    public List<Segment> fetchAvailableSegments(String processorName) {
        Connection connection = getConnection();
        try {
            return executeQuery(
                    connection,
                    c -> segmentsOf(c, processorName),
                    this::available,
                    e -> new JdbcException("Could not load segments for processor [" + processorName + "]", e));
        } finally {
            closeQuietly(connection);
        }
    }

    private PreparedStatement segmentsOf(Connection connection, String processor) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(segments);
        statement.setString(1, processor);
        return statement;
    }

    private List<Segment> available(ResultSet rows) throws SQLException {
        List<AbstractTokenEntry<?>> entries = new ArrayList<>();
        Control control = Control.INITIAL;
        while (rows.next()) {
            entries.add(readTokenEntry(rows));
            control = new Control(rows.getBoolean("is_paused"), rows.getLong("redelivered"));
        }
        if (entries.isEmpty()) {
            return List.of();
        }
        onControl.accept(entries.getFirst().getProcessorName(), control);
        int[] all = entries.stream().mapToInt(AbstractTokenEntry::getSegment).toArray();
        return control.isPaused()
                ? List.of()
                : entries.stream()
                        .filter(entry -> entry.mayClaim(THIS_PROCESS, timeout))
                        .map(entry -> Segment.computeSegment(entry.getSegment(), all))
                        .toList();
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
                    c -> extension(c, processorName, segment),
                    e -> new JdbcException("Could not extend claim on [" + processorName + "[" + segment + "]]", e));
            if (extended != 1) {
                throw new UnableToClaimTokenException(
                        "The claim on token '" + processorName + "[" + segment + "]' was lost to another process");
            }
        } finally {
            closeQuietly(connection);
        }
    }

    private PreparedStatement extension(Connection connection, String processor, int segment) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(extension);
        statement.setString(1, formatInstant(AbstractTokenEntry.clock.instant()));
        statement.setString(2, processor);
        statement.setInt(3, segment);
        statement.setString(4, THIS_PROCESS);
        return statement;
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
