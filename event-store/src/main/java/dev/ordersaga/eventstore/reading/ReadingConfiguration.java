package dev.ordersaga.eventstore.reading;

import dev.ordersaga.eventstore.aggregates.AggregateStreams;
import dev.ordersaga.eventstore.appending.SnapshotPresence;
import dev.ordersaga.eventstore.serialization.StreamSerializer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.springboot.util.RegisterDefaultEntities;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the storage engine and of its metrics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReadingSettings.class)
@RegisterDefaultEntities(packages = "org.axonframework.eventsourcing.eventstore.jpa")
public class ReadingConfiguration {

    @Bean
    ExactReading exactReading(DataSource dataSource, Clock clock) {
        return new ExactReading(dataSource, clock);
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            ExactReading reading,
            ReadingSettings settings,
            Clock clock,
            Serializer generalSerializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            StreamSerializer streamSerializer,
            PersistenceExceptionResolver persistenceExceptions,
            EntityManagerProvider entityManagers,
            TransactionManager transactions,
            org.axonframework.config.Configuration axon) {
        JpaEventStorageEngine.Builder builder = JpaEventStorageEngine.builder()
                .snapshotSerializer(generalSerializer)
                .eventSerializer(eventSerializer)
                .upcasterChain(axon.upcasterChain())
                .snapshotFilter(axon.snapshotFilter())
                .persistenceExceptionResolver(persistenceExceptions)
                .entityManagerProvider(entityManagers)
                .batchSize(settings.batchSize());
        return new ExactEventStorageEngine(
                builder, transactions, reading, new SnapshotPresence(clock), streamSerializer);
    }

    @Bean
    AggregateStreams aggregateStreams(
            DataSource dataSource,
            TransactionManager transactions,
            StreamSerializer serializer,
            org.axonframework.config.Configuration axon) {
        return new AggregateStreams(dataSource, transactions, serializer, axon::upcasterChain);
    }

    /** Metrics {@code eventstore.head} and {@code eventstore.read.barrier.*}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class MetricsConfiguration {

        @Bean
        MeterBinder readingMetrics(ExactReading reading) {
            return registry -> {
                Gauge.builder("eventstore.head", reading, ExactReading::head)
                        .description("highest index taken from the event sequence, as of the last read")
                        .register(registry);
                TimeGauge.builder(
                                "eventstore.read.barrier",
                                reading,
                                TimeUnit.MILLISECONDS,
                                r -> r.hasReadLately() ? r.barrier().duration().toMillis() : Double.NaN)
                        .description("how long readers have been waiting for an open transaction; 0 if they are not,"
                                + " not a number if nothing reads")
                        .register(registry);
                Gauge.builder(
                                "eventstore.read.barrier.blocker.pid",
                                reading,
                                r -> r.blocker().map(BlockingTransaction::pid).orElse(0))
                        .description("backend that readers have been waiting for, for more than a second; otherwise 0")
                        .register(registry);
                TimeGauge.builder(
                                "eventstore.read.barrier.blocker.age",
                                reading,
                                TimeUnit.MILLISECONDS,
                                r -> r.blockerAge().toMillis())
                        .description("how long the transaction of that backend has been open")
                        .register(registry);
            };
        }
    }
}
