package dev.ordersaga.eventprocessing.completeness;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The completeness audit, which finds events that a processor has passed without handling them.
 *
 * @param interval pause between two runs of an audit
 * @param slice number of events that one statement checks; each run also checks one slice of old events again
 */
@ConfigurationProperties("event-processing.completeness")
public record CompletenessSettings(
        @DefaultValue("1m") Duration interval,
        @DefaultValue("10000") int slice) {}
