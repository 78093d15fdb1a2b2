package dev.ordersaga.eventprocessing.deadletter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often an event that failed is tried again before a person has to look.
 *
 * @param attempts how often in all, the first failure included
 * @param firstRetry the pause before the first retry; it doubles with each
 * @param slowestRetry the longest pause
 * @param pollInterval how often due retries are looked for while anything waits; nothing is asked while nothing waits
 */
@ConfigurationProperties("event-processing.dead-letters")
record DeadLetterSettings(
        @DefaultValue("8") int attempts,
        @DefaultValue("1s") Duration firstRetry,
        @DefaultValue("1m") Duration slowestRetry,
        @DefaultValue("500ms") Duration pollInterval) {

    private static final int MOST_DOUBLINGS = 20;

    /** The pause after {@code failures} failures in a row. */
    Duration pauseAfter(int failures) {
        Duration pause = firstRetry.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return pause.compareTo(slowestRetry) < 0 ? pause : slowestRetry;
    }
}
