package dev.ordersaga.eventstore.wakeup;

import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import dev.ordersaga.eventstore.connections.ConnectionSettings;
import dev.ordersaga.eventstore.reading.ExactReading;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import javax.sql.DataSource;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the event store, of what wakes its readers, and of their metrics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WakeUpSettings.class)
public class WakeUpConfiguration {

    @Bean
    CommitNotifications commitNotifications() {
        return new CommitNotifications();
    }

    /** Replaces Axon's own store under its name and qualifier. */
    @Bean(name = "eventBus")
    @Qualifier("eventStore")
    WakeUpEventStore eventStore(
            EventStorageEngine engine,
            ExactReading reading,
            CommitNotifications notifications,
            WakeUpSettings settings,
            org.axonframework.config.Configuration axon) {
        EmbeddedEventStore.Builder builder = EmbeddedEventStore.builder()
                .cachedEvents(settings.cachedEvents())
                .threadFactory(ConnectionPurpose.PROCESSORS.threads(new AxonThreadFactory("event-store-tail")))
                .messageMonitor(axon.messageMonitor(EventStore.class, "eventStore"))
                .spanFactory(axon.getComponent(EventBusSpanFactory.class));
        return new WakeUpEventStore(builder, engine, reading.localCommits(), notifications);
    }

    @Bean
    WakeUpScheduler wakeUpScheduler(
            WakeUpEventStore store,
            ExactReading reading,
            WakeUpSettings settings,
            ConnectionSettings reached,
            DataSource dataSource) {
        String listenUrl = settings.listenUrl() == null ? reached.directUrl() : settings.listenUrl();
        CommitSignals signals = settings.listenNotify()
                ? new PostgresCommitSignals(new CommitSignalConnections(dataSource, listenUrl), settings.channel())
                : CommitSignals.NONE;
        return new WakeUpScheduler(store, reading, signals, settings);
    }

    /** Metrics {@code eventstore.events.appended} and {@code eventstore.commit.signals.connected}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class MetricsConfiguration {

        @Bean
        MeterBinder wakeUpMetrics(WakeUpEventStore store, WakeUpScheduler wakeUps) {
            return registry -> {
                FunctionCounter.builder("eventstore.events.appended", store, WakeUpEventStore::appendedEvents)
                        .description("events that this process has committed")
                        .register(registry);
                Gauge.builder("eventstore.commit.signals.connected", wakeUps, w -> w.isConnected() ? 1 : 0)
                        .description(
                                "1 while signals of other processes arrive, as an echo has proved; 0 while readers poll")
                        .register(registry);
            };
        }
    }
}
