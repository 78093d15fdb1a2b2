package dev.ordersaga.eventstore.reading;

import dev.ordersaga.eventstore.appending.SnapshotPresence;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.springboot.util.RegisterDefaultEntities;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the storage engine. */
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
        return new ExactEventStorageEngine(builder, transactions, reading, new SnapshotPresence(clock));
    }
}
