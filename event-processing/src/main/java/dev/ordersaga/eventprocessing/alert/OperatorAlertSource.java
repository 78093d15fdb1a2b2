package dev.ordersaga.eventprocessing.alert;

import java.util.List;

/** Finds one kind of what does not go on by itself. Cheap: it is asked with each scrape of the metrics. */
public interface OperatorAlertSource {

    /** One word, the same for ever: metrics and alerts have it. */
    String kind();

    /** How many there are. */
    long count();

    /** Those that have been waiting longest. */
    List<OperatorAlert> oldest(int limit);
}
