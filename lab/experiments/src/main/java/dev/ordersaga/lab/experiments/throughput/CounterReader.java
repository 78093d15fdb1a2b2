package dev.ordersaga.lab.experiments.throughput;

import dev.ordersaga.lab.experiments.throughput.result.Counters;
import dev.ordersaga.lab.system.DatabaseSession;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.ProcessStatistics;
import dev.ordersaga.lab.system.StatementStatistics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Reads the counters of a target, without what the reading itself and the counting of orders cause. */
final class CounterReader implements AutoCloseable {

    private static final String USED = """
            SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0'),
                (SELECT coalesce(sum(fsyncs), 0) FROM pg_stat_io WHERE object = 'wal')""";
    private static final String COMMITS = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()";

    private final Target target;
    private final PlacedOrders orders;
    private final long settleMillis;
    private final StatementStatistics statements;
    private final DatabaseSession session;
    private long own;

    /** @param settleSeconds until every session of PostgreSQL has reported its commits: an idle one takes ten seconds */
    CounterReader(Target target, PlacedOrders orders, int settleSeconds) throws SQLException {
        this.target = target;
        this.orders = orders;
        this.settleMillis = settleSeconds * 1_000L;
        this.statements = new StatementStatistics(target.databasePort());
        this.session = new DatabaseSession(target.databasePort(), StatementStatistics.OBSERVER);
    }

    private record Wal(double bytes, double flushes) {}

    /** At the begin of a measurement: resets the statistics of statements. */
    Counters begin() throws IOException, SQLException, InterruptedException {
        Pause.of(settleMillis);
        double commits = commits();
        statements.reset();
        own++;
        return used(commits);
    }

    /** At its end; what happens while this waits is not counted, except for commits. */
    Counters end() throws IOException, SQLException, InterruptedException {
        Counters used = used(0);
        Pause.of(settleMillis);
        return new Counters(
                commits(),
                used.statements(),
                used.walBytes(),
                used.walFlushes(),
                used.serviceMillis(),
                used.databaseMillis());
    }

    /** The statements since the begin that took the most time. */
    List<StatementStatistics.Counted> longest(int limit) throws SQLException {
        own++;
        return statements.longest(limit);
    }

    private Counters used(double commits) throws IOException, SQLException {
        double serviceMillis = ProcessStatistics.cpuTime(target.services()).toMillis();
        double databaseMillis =
                ProcessStatistics.databaseCpuTime(target.database()).toMillis();
        Wal wal = session.query(USED, row -> new Wal(row.getDouble(1), row.getDouble(2)))
                .getFirst();
        own += 2;
        return new Counters(
                commits, statements.executedWork(), wal.bytes(), wal.flushes(), serviceMillis, databaseMillis);
    }

    private double commits() throws SQLException {
        double all = session.number(COMMITS);
        double ours = own + (double) orders.statements();
        own++;
        return all - ours;
    }

    @Override
    public void close() throws SQLException {
        statements.close();
        session.close();
    }
}
