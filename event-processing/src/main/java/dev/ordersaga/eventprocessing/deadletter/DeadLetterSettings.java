package dev.ordersaga.eventprocessing.deadletter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How failed events are retried before an operator is alerted.
 *
 * @param attempts maximum number of attempts, including the first failure
 * @param firstRetry pause before the first retry; doubles with each further one
 * @param slowestRetry longest pause between retries
 * @param pollInterval interval of polling for due retries while there are dead letters; without any there is no polling
 */
@ConfigurationProperties("event-processing.dead-letters")
record DeadLetterSettings(
        @DefaultValue("8") int attempts,
        @DefaultValue("1s") Duration firstRetry,
        @DefaultValue("1m") Duration slowestRetry,
        @DefaultValue("500ms") Duration pollInterval) {

    private static final int MAX_DOUBLINGS = 20;

    /** The pause after {@code failures} failures in a row. */
    Duration pauseAfter(int failures) {
        Duration pause = firstRetry.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return pause.compareTo(slowestRetry) < 0 ? pause : slowestRetry;
    }
}
