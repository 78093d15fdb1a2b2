package dev.ordersaga.eventstore.wakeup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How readers learn of new events.
 *
 * @param listenNotify whether processes signal their commits to each other by PostgreSQL's LISTEN/NOTIFY; commits of the
 *     same process wake its readers in any case
 * @param pollInterval interval of polling for events of other processes while no signals can arrive
 * @param pollIntervalWhileListening interval of polling while signals arrive: the longest delay that a lost signal causes
 * @param channel name of the notification channel
 * @param listenUrl JDBC URL to listen on, if neither {@code event-store.connections.direct-url} nor that of the connection
 *     pool: a connection pooler in transaction mode does not pass on notifications
 * @param cachedEvents number of newest events kept in memory for all processors of the process
 */
@ConfigurationProperties("event-store.wake-up")
public record WakeUpSettings(
        @DefaultValue("true") boolean listenNotify,
        @DefaultValue("100ms") Duration pollInterval,
        @DefaultValue("5s") Duration pollIntervalWhileListening,
        @DefaultValue("event_store") String channel,
        @Nullable String listenUrl,
        @DefaultValue("10000") int cachedEvents) {}
