package dev.ordersaga.lab.experiments.throughput.result;

/**
 * What a system has used: counters since its start, the use between two times, or the use per order.
 *
 * @param commits transactions that PostgreSQL committed
 * @param statements executed, without those that control transactions and sessions
 * @param walBytes bytes written to the write-ahead log
 * @param walFlushes flushes of the write-ahead log
 * @param serviceMillis CPU time of the services' JVMs
 * @param databaseMillis CPU time of all processes of PostgreSQL
 */
public record Counters(
        double commits,
        double statements,
        double walBytes,
        double walFlushes,
        double serviceMillis,
        double databaseMillis) {

    public Counters minus(Counters before) {
        return new Counters(
                commits - before.commits,
                statements - before.statements,
                walBytes - before.walBytes,
                walFlushes - before.walFlushes,
                serviceMillis - before.serviceMillis,
                databaseMillis - before.databaseMillis);
    }

    public Counters per(long orders) {
        return new Counters(
                commits / orders,
                statements / orders,
                walBytes / orders,
                walFlushes / orders,
                serviceMillis / orders,
                databaseMillis / orders);
    }

    /** CPU time of services and database. */
    double cpuMillis() {
        return serviceMillis + databaseMillis;
    }
}
