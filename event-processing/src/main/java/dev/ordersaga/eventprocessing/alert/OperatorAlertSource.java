package dev.ordersaga.eventprocessing.alert;

import java.time.Instant;
import java.util.List;

/**
 * Finds the operator alerts of one kind, from stored facts: an alert ends when its cause is gone. Must be cheap: it is
 * queried with each scrape of the metrics.
 */
public interface OperatorAlertSource {

    /** A short constant name, used as a tag of metrics and in alert rules. */
    String kind();

    /** The number of current alerts. */
    long count();

    /** The alerts that have been open longest. */
    List<OperatorAlert> oldest(int limit);

    /**
     * Closes an alert whose cause persists, because an operator has decided so, in the running transaction. The same cause
     * is not reported again.
     *
     * @return false if no alert of this subject is open, or if alerts of this kind end only with their cause
     */
    default boolean close(String subject, Instant now) {
        return false;
    }
}
