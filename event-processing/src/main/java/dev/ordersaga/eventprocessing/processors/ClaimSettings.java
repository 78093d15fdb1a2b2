package dev.ordersaga.eventprocessing.processors;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the processes share the segments of a processor.
 *
 * @param timeout when another process may take over the segments of one that does not answer. Longer than any handler
 *     takes: its work would be rolled back and done again
 */
@ConfigurationProperties("event-processing.claims")
public record ClaimSettings(@DefaultValue("10s") Duration timeout) {

    /** How often a claim is renewed, and how often unclaimed segments are looked for. */
    Duration renewal() {
        return timeout.dividedBy(2);
    }
}
