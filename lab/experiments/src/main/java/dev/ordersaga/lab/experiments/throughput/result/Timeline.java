package dev.ordersaga.lab.experiments.throughput.result;

import java.util.List;

/** Statistics of consecutive seconds. */
public record Timeline(List<Second> seconds) {

    private static final double GOODPUT = 0.95;

    /** Of the offered rate per second; a system at its limit fluctuates. */
    private static final double BACKLOG_GROWTH = 0.02;

    /** A third of the load, at most five seconds, passes until what is placed is also confirmed. */
    private static final int MAX_LEAD = 5;

    /** Confirmed orders per second, without the first ones, in which orders are on their way. */
    public double goodput() {
        return settledSeconds().stream().mapToLong(Second::confirmed).average().orElse(0);
    }

    /** Growth of the backlog in orders per second: the slope of the regression line. */
    public double backlogGrowth() {
        List<Second> measured = settledSeconds();
        double meanSecond = measured.stream().mapToInt(Second::second).average().orElse(0);
        double meanBacklog =
                measured.stream().mapToLong(Second::backlog).average().orElse(0);
        double covariance = 0;
        double variance = 0;
        for (Second second : measured) {
            double distance = second.second() - meanSecond;
            covariance += distance * (second.backlog() - meanBacklog);
            variance += distance * distance;
        }
        return variance == 0 ? 0 : covariance / variance;
    }

    /** Whether goodput is at least 95 % of the rate, and the backlog does not grow. */
    public boolean isSustained(double rate) {
        return goodput() >= GOODPUT * rate && backlogGrowth() <= BACKLOG_GROWTH * rate;
    }

    /**
     * Seconds until everything offered is accepted and the backlog is less than what is offered in a second, for the rest of
     * the load; -1 if that is not reached.
     */
    public int secondsUntilNormal(double rate) {
        int normal = -1;
        for (Second second : seconds.reversed()) {
            if (second.refused() + second.failed() > 0 || second.backlog() > Math.max(1, rate)) {
                break;
            }
            normal = second.second();
        }
        return normal;
    }

    private List<Second> settledSeconds() {
        return seconds.subList(Math.min(MAX_LEAD, seconds.size() / 3), seconds.size());
    }
}
