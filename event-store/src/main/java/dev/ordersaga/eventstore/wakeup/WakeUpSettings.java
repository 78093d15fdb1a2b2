package dev.ordersaga.eventstore.wakeup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How readers learn of new events.
 *
 * @param hints whether processes tell each other of their commits by {@code NOTIFY}; commits of the own process wake its
 *     readers in any case
 * @param pollInterval how often to look for events of other processes while no hints can arrive
 * @param pollIntervalWithHints how often to look although hints arrive: what a lost hint costs at most
 * @param channel the notification channel
 * @param listenUrl where to listen, if that is not the database of the connection pool: a pooler in transaction mode
 *     does not pass notifications on
 * @param cachedEvents how many of the newest events are kept in memory for all processors of the process
 */
@ConfigurationProperties("event-store.wake-up")
public record WakeUpSettings(
        @DefaultValue("true") boolean hints,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("5s") Duration pollIntervalWithHints,
        @DefaultValue("event_store") String channel,
        @Nullable String listenUrl,
        @DefaultValue("10000") int cachedEvents) {}
