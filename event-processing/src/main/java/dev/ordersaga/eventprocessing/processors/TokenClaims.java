package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventprocessing.identity.ProcessIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.axonframework.serialization.SerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * The statements of claims on the segments in one table. The clock of the database alone stamps and judges them; a stamp
 * from the future, which only a clock that was wrong can have left, is no claim.
 */
final class TokenClaims {

    /** In the format that Axon stores and reads. */
    private static final String NOW =
            "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";

    private static final String MINE = " WHERE owner = ? AND processor_name = ? AND segment = ?";

    private final String segments;
    private final String store;
    private final String claim;
    private final String extend;

    /**
     * @param table with its schema
     * @param timeout time without renewal after which a claim ends
     */
    TokenClaims(String table, Duration timeout) {
        String claimable = "(tokens.owner IS NULL OR tokens.owner = ? OR NOT " + isLive("tokens", timeout) + ")";
        String requests = " FROM eventprocessing.segment_request WHERE processor = tokens.processor_name AND "
                + SegmentRequests.isFresh(timeout);
        this.segments = "SELECT tokens.segment, " + claimable + " AS claimable,"
                + " CASE WHEN " + isLive("tokens", timeout) + " THEN tokens.owner END AS owner,"
                + " (SELECT string_agg(node, E'\\n')" + requests + ") AS requesting,"
                + " (SELECT coalesce(sum(missing), 0)" + requests + " AND node <> ?) AS missing,"
                + " coalesce(known.paused, false) AS is_paused,"
                + " coalesce(known.redeliveries, 0) AS redelivered FROM " + table + " tokens"
                + " LEFT JOIN eventprocessing.processor known ON known.name = tokens.processor_name"
                + " WHERE tokens.processor_name = ? ORDER BY tokens.segment";
        this.store = "UPDATE " + table + " SET token = ?, token_type = ?, timestamp = " + NOW + MINE;
        this.claim = "UPDATE " + table + " tokens SET owner = ?, timestamp = " + NOW
                + " WHERE processor_name = ? AND segment = ? AND " + claimable;
        this.extend = "UPDATE " + table + " SET timestamp = " + NOW + MINE;
    }

    /** SQL condition: the claim in a row was stamped within the timeout, before or after now by the database's clock. */
    static String isLive(String alias, Duration timeout) {
        String limit = "interval '" + timeout.toMillis() + " ms'";
        return "coalesce(" + alias + ".timestamp::timestamptz BETWEEN clock_timestamp() - " + limit
                + " AND clock_timestamp() + " + limit + ", false)";
    }

    PreparedStatement segments(Connection connection, String processor) throws SQLException {
        return texts(connection.prepareStatement(segments), ProcessIdentity.NAME, ProcessIdentity.NAME, processor);
    }

    PreparedStatement store(
            Connection connection, @Nullable SerializedObject<byte[]> token, String processor, int segment)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(store);
        statement.setBytes(1, token == null ? null : token.getData());
        statement.setString(2, token == null ? null : token.getType().getName());
        statement.setString(3, ProcessIdentity.NAME);
        statement.setString(4, processor);
        statement.setInt(5, segment);
        return statement;
    }

    PreparedStatement claim(Connection connection, String processor, int segment) throws SQLException {
        PreparedStatement statement = texts(connection.prepareStatement(claim), ProcessIdentity.NAME, processor);
        statement.setInt(3, segment);
        statement.setString(4, ProcessIdentity.NAME);
        return statement;
    }

    PreparedStatement extend(Connection connection, String processor, int segment) throws SQLException {
        PreparedStatement statement = texts(connection.prepareStatement(extend), ProcessIdentity.NAME, processor);
        statement.setInt(3, segment);
        return statement;
    }

    private static PreparedStatement texts(PreparedStatement statement, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement;
    }
}
