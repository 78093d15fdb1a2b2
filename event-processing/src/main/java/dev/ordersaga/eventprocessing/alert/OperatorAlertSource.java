package dev.ordersaga.eventprocessing.alert;

import java.util.List;

/** Finds the operator alerts of one kind. Must be cheap: it is queried with each scrape of the metrics. */
public interface OperatorAlertSource {

    /** A short constant name, used as a tag of metrics and in alert rules. */
    String kind();

    /** The number of current alerts. */
    long count();

    /** The alerts that have been open longest. */
    List<OperatorAlert> oldest(int limit);
}
