package dev.ordersaga.lab.experiments.throughput;

/**
 * Search for the knee, the highest rate that is sustained: raises the rate by a quarter until it is not sustained, lowers it
 * until it is, and then bisects.
 */
final class KneeSearch {

    private static final double STEP = 1.25;
    private static final double PRECISION = 1.05;

    /** A rate that is not sustained below this one is no result of the search. */
    private static final double LEAST = 1;

    private double sustained;
    private double excessive = Double.POSITIVE_INFINITY;
    private double next;

    /** @param first rate to offer */
    KneeSearch(double first) {
        next = Math.max(LEAST, first);
    }

    /** The rate to offer next. */
    double next() {
        return next;
    }

    /** Whether knee and excess are close enough. */
    boolean isOver() {
        return excessive <= LEAST || sustained > 0 && excessive / sustained <= PRECISION;
    }

    /** Records whether the offered rate was sustained. */
    void record(double rate, boolean isSustained) {
        if (isSustained) {
            sustained = Math.max(sustained, rate);
        } else {
            excessive = Math.min(excessive, rate);
        }
        if (sustained >= excessive) {
            // A lower rate was not sustained before: the system has become faster, or one of the steps was disturbed.
            excessive = Double.POSITIVE_INFINITY;
        }
        if (sustained == 0) {
            next = Math.max(LEAST, excessive / STEP);
        } else if (excessive == Double.POSITIVE_INFINITY) {
            next = sustained * STEP;
        } else {
            next = Math.sqrt(sustained * excessive);
        }
    }

    /** The highest sustained rate; 0 if there was none. */
    double knee() {
        return sustained;
    }
}
