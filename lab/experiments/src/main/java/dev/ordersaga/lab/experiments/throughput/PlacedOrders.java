package dev.ordersaga.lab.experiments.throughput;

import dev.ordersaga.lab.experiments.throughput.result.Contender;
import dev.ordersaga.lab.system.DatabaseSession;
import dev.ordersaga.lab.system.StatementStatistics;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The orders in the database, counted by a role whose statements are not counted themselves. */
final class PlacedOrders implements AutoCloseable {

    private final DatabaseSession session;
    private final Contender contender;
    private long statements;

    PlacedOrders(Target target, Contender contender) throws SQLException {
        this.session = new DatabaseSession(target.databasePort(), StatementStatistics.OBSERVER);
        this.contender = contender;
    }

    /** The database's time, which periods are bounded by; in milliseconds, as a service may round the time of an order. */
    String now() throws SQLException {
        statements++;
        return session.text("SELECT date_trunc('milliseconds', clock_timestamp())::text");
    }

    /** Orders placed since then. */
    OrderCounts since(String from) throws SQLException {
        return between(from, "infinity");
    }

    OrderCounts between(String from, String to) throws SQLException {
        statements++;
        return session.query(
                        "SELECT count(*) FILTER (WHERE status = 'CONFIRMED'),"
                                + " count(*) FILTER (WHERE status IN ('REJECTED', 'CANCELLED')) FROM "
                                + contender.table()
                                + period(from, to),
                        row -> new OrderCounts(row.getLong(1), row.getLong(2)))
                .getFirst();
    }

    /** Rejected orders by reason. */
    Map<String, Long> rejectedByReason(String from, String to) throws SQLException {
        Map<String, Long> reasons = new TreeMap<>();
        if (contender.hasReasons()) {
            statements++;
            List<Map.Entry<String, Long>> rows = session.query(
                    "SELECT coalesce(reason, 'without a reason'), count(*) FROM " + contender.table() + period(from, to)
                            + " AND status = 'REJECTED' GROUP BY 1",
                    row -> Map.entry(row.getString(1), row.getLong(2)));
            for (Map.Entry<String, Long> row : rows) {
                reasons.put(row.getKey(), row.getValue());
            }
        }
        return reasons;
    }

    private static String period(String from, String to) {
        return " WHERE placed_at >= '" + from + "' AND placed_at < '" + to + "'";
    }

    /** How many statements this has executed, each of which is a commit. */
    long statements() {
        return statements;
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
