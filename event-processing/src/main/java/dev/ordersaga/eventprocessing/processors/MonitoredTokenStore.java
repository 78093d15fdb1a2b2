package dev.ordersaga.eventprocessing.processors;

import static org.axonframework.common.DateTimeUtils.formatInstant;
import static org.axonframework.common.jdbc.JdbcUtils.closeQuietly;
import static org.axonframework.common.jdbc.JdbcUtils.executeQuery;
import static org.axonframework.common.jdbc.JdbcUtils.executeUpdate;

import dev.ordersaga.eventprocessing.processors.ProcessorPauseControl.Switch;
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
 * Tells of each claim, since what a process knows of a segment may be outdated when it gets it, and learns of operators'
 * switches by the way, when it looks for segments.
 */
final class MonitoredTokenStore extends JdbcTokenStore {

    private static final String THIS_PROCESS =
            ManagementFactory.getRuntimeMXBean().getName();

    private final Duration timeout;
    private final IntConsumer claims;
    private final BiConsumer<String, Switch> switches;
    private final String segments;
    private final String extension;

    /**
     * @param table with its schema
     * @param claims told of each segment that is claimed, before its token is handed out
     * @param switches told how operators have set the switch of a processor
     */
    MonitoredTokenStore(
            Builder builder, String table, Duration timeout, IntConsumer claims, BiConsumer<String, Switch> switches) {
        super(builder.nodeId(THIS_PROCESS).claimTimeout(timeout));
        this.timeout = timeout;
        this.claims = claims;
        this.switches = switches;
        this.segments = "SELECT tokens.*, coalesce(known.paused, false) AS is_paused,"
                + " coalesce(known.redeliveries, 0) AS redelivered FROM " + table + " tokens"
                + " LEFT JOIN eventprocessing.processor known ON known.name = tokens.processor_name"
                + " WHERE tokens.processor_name = ? ORDER BY tokens.segment";
        this.extension =
                "UPDATE " + table + " SET timestamp = ? WHERE processor_name = ? AND segment = ? AND owner = ?";
    }

    /** None of a processor that is paused. */
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
        Switch position = Switch.UNTOUCHED;
        while (rows.next()) {
            entries.add(readTokenEntry(rows));
            position = new Switch(rows.getBoolean("is_paused"), rows.getLong("redelivered"));
        }
        if (entries.isEmpty()) {
            return List.of();
        }
        switches.accept(entries.getFirst().getProcessorName(), position);
        int[] all = entries.stream().mapToInt(AbstractTokenEntry::getSegment).toArray();
        return position.isPaused()
                ? List.of()
                : entries.stream()
                        .filter(entry -> entry.mayClaim(THIS_PROCESS, timeout))
                        .map(entry -> Segment.computeSegment(entry.getSegment(), all))
                        .toList();
    }

    /**
     * Keeps what this process has. It does not take back what another one had in between, as fetching the token does:
     * this one would go on at a place that is long passed.
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
