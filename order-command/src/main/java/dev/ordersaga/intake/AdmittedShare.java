package dev.ordersaga.intake;

import java.time.Duration;

/**
 * Proportional-integral controller of the share of new orders that is admitted, after PIE (RFC 8033): the probability of a
 * refusal follows the distance of the queue delay from its target, now and over time, so that it settles at the value that
 * the load needs instead of switching between all and none.
 *
 * <p>Two differences from RFC 8033. Its senders slow down when they are refused, ours do not: the effect of a step on the
 * queue grows with the load. The logarithm of the share is therefore controlled, which makes the behaviour the same at twice
 * and at twenty times the capacity; the RFC's table of gains by probability (section 4.2) serves the same purpose. And the
 * integral is never negative, so that a controller at rest refuses nothing until the delay exceeds the target: that is the
 * RFC's burst allowance (section 4.3).
 *
 * @param integral of the distance over time; at a steady overload the logarithm of load by capacity
 * @param share of the orders that is admitted
 */
record AdmittedShare(double integral, double share) {

    /** Everything is admitted. */
    static final AdmittedShare ALL = new AdmittedShare(0, 1);

    /** Per unit of relative distance: with {@link #INTEGRAL} the loop is over-damped (PROPORTIONAL² > 4 INTEGRAL). */
    private static final double PROPORTIONAL = 1.2;

    private static final double INTEGRAL = 0.25;

    /** For a hundred times the capacity. From there it takes less than half a minute to recover. */
    private static final double LARGEST_INTEGRAL = Math.log(100);

    /** Beyond it, such as while a processor stands still, nothing is added up (anti-windup). */
    private static final double LARGEST_RELATIVE_DELAY = 4;

    private static final double LONGEST_STEP_SECONDS = 1;

    /** @param elapsed time since the last update */
    AdmittedShare next(double delay, Duration target, Duration elapsed) {
        double targetSeconds = seconds(target);
        // A shorter time constant than a second would be below what the interval of measuring allows.
        double timeConstant = Math.max(1, targetSeconds);
        double distance = (Math.min(delay, LARGEST_RELATIVE_DELAY * targetSeconds) - targetSeconds) / timeConstant;
        double next = integral;
        if (delay < LARGEST_RELATIVE_DELAY * targetSeconds) {
            double step = Math.min(seconds(elapsed), LONGEST_STEP_SECONDS) / timeConstant;
            next = Math.clamp(integral + INTEGRAL * distance * step, 0, LARGEST_INTEGRAL);
        }
        return new AdmittedShare(next, Math.min(1, Math.exp(-next - PROPORTIONAL * distance)));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
