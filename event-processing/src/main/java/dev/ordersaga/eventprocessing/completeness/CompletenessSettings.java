package dev.ordersaga.eventprocessing.completeness;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often it is checked whether events were lost on the way.
 *
 * @param every the pause between two checks
 * @param slice how many events one statement looks at; each check also looks at one slice of old events again
 */
@ConfigurationProperties("event-processing.completeness")
public record CompletenessSettings(
        @DefaultValue("1m") Duration every,
        @DefaultValue("10000") int slice) {}
