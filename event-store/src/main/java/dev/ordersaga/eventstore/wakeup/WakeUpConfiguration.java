package dev.ordersaga.eventstore.wakeup;

import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import dev.ordersaga.eventstore.reading.ExactReading;
import javax.sql.DataSource;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Wiring of the event store and of what wakes its readers. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WakeUpSettings.class)
public class WakeUpConfiguration {

    @Bean
    CommitNotifications arrivals() {
        return new CommitNotifications();
    }

    /** Under the name and the qualifier of Axon's own, in whose place it is. */
    @Bean(name = "eventBus")
    @Qualifier("eventStore")
    WakeUpEventStore eventStore(
            EventStorageEngine engine,
            ExactReading reading,
            CommitNotifications arrivals,
            WakeUpSettings settings,
            Configuration axon) {
        EmbeddedEventStore.Builder builder = EmbeddedEventStore.builder()
                .cachedEvents(settings.cachedEvents())
                .threadFactory(ConnectionPurpose.PROCESSORS.threads(new AxonThreadFactory("event-store-tail")))
                .messageMonitor(axon.messageMonitor(EventStore.class, "eventStore"))
                .spanFactory(axon.getComponent(EventBusSpanFactory.class));
        return new WakeUpEventStore(builder, engine, reading.own(), arrivals);
    }

    @Bean
    WakeUpScheduler wakeUps(WakeUpEventStore store, ExactReading reading, WakeUpSettings settings, DataSource dataSource) {
        CommitSignals hints = settings.hints()
                ? new PostgresCommitSignals(new CommitSignalConnections(dataSource, settings.listenUrl()), settings.channel())
                : CommitSignals.NONE;
        return new WakeUpScheduler(store, reading, hints, settings);
    }
}
