package dev.ordersaga.eventprocessing.processors;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How processes claim the segments of a processor.
 *
 * @param timeout time without renewal after which another process may take over a claim; must be longer than any handler
 *     takes, whose work would otherwise be rolled back and repeated
 */
@ConfigurationProperties("event-processing.claims")
public record ClaimSettings(@DefaultValue("10s") Duration timeout) {

    /** Interval of renewing claims and of searching for unclaimed segments. */
    Duration renewalInterval() {
        return timeout.dividedBy(2);
    }
}
