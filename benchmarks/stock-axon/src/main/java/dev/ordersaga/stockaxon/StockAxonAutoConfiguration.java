package dev.ordersaga.stockaxon;

import dev.ordersaga.eventstore.EventStoreAutoConfiguration;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfigurer.PooledStreamingProcessorConfiguration;
import org.axonframework.config.EventProcessingModule;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Axon's JPA engine, embedded event store and pooled processors as Axon 4.13.0 configures them, under our schema, our
 * serializer and our handlers. Needs {@code spring.main.allow-bean-definition-overriding=true}.
 *
 * <p>Kept of ours, as without it the flow would not end right: sequence increment 1, sequencing by order id, errors that
 * propagate, tokens and sagas in the transaction of their handler.
 */
@AutoConfiguration(after = EventStoreAutoConfiguration.class)
public class StockAxonAutoConfiguration {

    /** They belong to our event store. */
    @Bean
    static BeanDefinitionRegistryPostProcessor withoutOurWakeUps() {
        return new BeanDefinitionRegistryPostProcessor() {
            @Override
            public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
                registry.removeBeanDefinition("wakeUps");
                registry.removeBeanDefinition("wakeUpMetrics");
            }
        };
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            Serializer generalSerializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            PersistenceExceptionResolver persistenceExceptions,
            EntityManagerProvider entityManagers,
            TransactionManager transactions) {
        return JpaEventStorageEngine.builder()
                .snapshotSerializer(generalSerializer)
                .eventSerializer(eventSerializer)
                .persistenceExceptionResolver(persistenceExceptions)
                .entityManagerProvider(entityManagers)
                .transactionManager(transactions)
                .build();
    }

    @Bean(name = "eventBus")
    @Qualifier("eventStore")
    EventStore eventStore(EventStorageEngine engine, Configuration axon) {
        return EmbeddedEventStore.builder()
                .storageEngine(engine)
                .messageMonitor(axon.messageMonitor(EventStore.class, "eventStore"))
                .build();
    }

    /** The services name their processors and handlers; segments, batches, threads and waiting times are Axon's. */
    @Bean
    EventProcessingModule eventProcessingModule() {
        return new StockProcessors();
    }

    private static final class StockProcessors extends EventProcessingModule {

        @Override
        protected EventProcessor pooledStreamingEventProcessor(
                String name,
                EventHandlerInvoker invoker,
                Configuration axon,
                StreamableMessageSource<TrackedEventMessage<?>> source,
                PooledStreamingProcessorConfiguration ours) {
            return super.pooledStreamingEventProcessor(
                    name,
                    invoker,
                    axon,
                    source,
                    (configuration, builder) -> builder.initialToken(StreamableMessageSource::createTailToken));
        }
    }
}
