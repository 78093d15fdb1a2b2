package dev.ordersaga.intake;

import dev.ordersaga.eventprocessing.processors.ProcessorBacklogs.Backlog;
import java.time.Duration;

/**
 * Estimate of how long an order that is accepted now will wait for one processor. The age of the oldest event that waits
 * says how long that one has waited: less than what the last one will wait while the queue grows, and more while it shrinks.
 * The length of the queue divided by the rate at which it is handled (Little's law; RFC 8033, section 5.1) says it in
 * advance, once the rate is known, which is measured only while the oldest has waited for half of the target. While a
 * processor stands still the rate approaches zero, and the estimate a multiple of the age.
 *
 * @param position of the processor at the last measurement
 * @param isBusy whether events waited then
 * @param rate events handled per second; not a number until it is known
 * @param seconds the estimate
 */
record QueueDelay(long position, boolean isBusy, double rate, double seconds) {

    /** Before the first measurement. */
    static final QueueDelay UNKNOWN = new QueueDelay(0, false, Double.NaN, Double.NaN);

    private static final double SMOOTHING = 0.3;

    /** Under a load of this many times the capacity; the first rates of a cold process are too low to believe more. */
    private static final double MOST_OF_AGE = 3;

    /** @param elapsed time since the last measurement */
    QueueDelay next(Backlog backlog, Duration target, Duration elapsed) {
        boolean isBusyNow = backlog.age().compareTo(target.dividedBy(2)) > 0;
        double rateNow = isBusy && isBusyNow ? rate(backlog.position() - position, elapsed) : rate;
        double age = seconds(backlog.age());
        double estimate = isBusyNow && rateNow > 0 ? Math.min(backlog.behind() / rateNow, MOST_OF_AGE * age) : age;
        return new QueueDelay(backlog.position(), isBusyNow, rateNow, estimate);
    }

    /** No progress is no rate, as long as none is known: the processor may be in the middle of its first batch. */
    private double rate(long handled, Duration elapsed) {
        double now = handled / Math.max(1e-3, seconds(elapsed));
        if (Double.isNaN(rate)) {
            return handled > 0 ? now : rate;
        }
        return rate + SMOOTHING * (now - rate);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
