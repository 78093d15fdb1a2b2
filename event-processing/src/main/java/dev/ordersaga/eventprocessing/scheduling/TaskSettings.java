package dev.ordersaga.eventprocessing.scheduling;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How durable tasks are picked up.
 *
 * @param pollInterval how late a task may start at worst: a process looks by itself for what it has put off for up to a minute
 * @param heartbeatInterval how often a running task says that it lives; after four missed ones another process repeats it
 * @param threads how many tasks of one service run at a time in this process; as many again may be those that
 *     were begun by whoever wrote them
 */
@ConfigurationProperties("event-processing.tasks")
public record TaskSettings(
        @DefaultValue("5s") Duration pollInterval,
        @DefaultValue("2s") Duration heartbeatInterval,
        @DefaultValue("32") int threads) {}
