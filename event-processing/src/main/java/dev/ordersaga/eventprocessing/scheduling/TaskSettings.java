package dev.ordersaga.eventprocessing.scheduling;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How durable tasks are executed.
 *
 * @param pollInterval interval of polling for due tasks; those that this process has scheduled no more than a minute ahead
 *     start when they are due
 * @param heartbeatInterval interval of the heartbeats of a running task; after four missed ones another process repeats it
 * @param threads maximum number of polled tasks of one service that run at a time in this process; as many again may be
 *     tasks that it executes directly after writing them
 */
@ConfigurationProperties("event-processing.tasks")
public record TaskSettings(
        @DefaultValue("5s") Duration pollInterval,
        @DefaultValue("2s") Duration heartbeatInterval,
        @DefaultValue("32") int threads) {}
