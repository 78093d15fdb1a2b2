package dev.ordersaga.eventstore.schema;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits beyond which the process does not start, or is alarmed.
 *
 * @param maxClockSkew largest accepted difference between the clocks of the process and the database; a process beyond it
 *     does not start, and a running one is not ready
 * @param checkInterval how often the settings of the database are checked again while the process runs
 */
@ConfigurationProperties("event-store.safety")
record DatabaseSafetySettings(
        @DefaultValue("2s") Duration maxClockSkew,
        @DefaultValue("30s") Duration checkInterval) {}
