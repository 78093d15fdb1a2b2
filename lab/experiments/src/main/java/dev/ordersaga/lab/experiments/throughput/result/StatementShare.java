package dev.ordersaga.lab.experiments.throughput.result;

import dev.ordersaga.lab.system.StatementStatistics;

/** A statement's share of each order. */
public record StatementShare(String statement, double calls, double millis, double walBytes) {

    private static final int MAX_LENGTH = 160;

    public static StatementShare of(StatementStatistics.Counted counted, long orders) {
        String text = counted.text();
        return new StatementShare(
                text.substring(0, Math.min(MAX_LENGTH, text.length())),
                (double) counted.calls() / orders,
                counted.millis() / orders,
                (double) counted.walBytes() / orders);
    }
}
