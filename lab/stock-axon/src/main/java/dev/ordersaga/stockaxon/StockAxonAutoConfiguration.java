package dev.ordersaga.stockaxon;

import dev.ordersaga.eventstore.EventStoreAutoConfiguration;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.config.EventProcessingModule;
import org.axonframework.config.SagaConfigurer;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jpa.JpaTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.modelling.saga.repository.jpa.JpaSagaStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.springboot.util.RegisterDefaultEntities;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Axon's JPA engine, embedded event store, pooled processors, token store and saga store as Axon 4.13.0 configures them,
 * with our serializer and handlers. Needs {@code spring.main.allow-bean-definition-overriding=true}.
 *
 * <p>Not replaced, because the flow would not complete correctly without: sequence increment 1, sequencing by order id,
 * propagating errors.
 */
@AutoConfiguration(after = EventStoreAutoConfiguration.class)
@EnableConfigurationProperties(StockAxonSettings.class)
@RegisterDefaultEntities(
        packages = {"org.axonframework.eventhandling.tokenstore.jpa", "org.axonframework.modelling.saga.repository.jpa"
        })
public class StockAxonAutoConfiguration {

    /** These beans belong to our event store. */
    @Bean
    static BeanDefinitionRegistryPostProcessor withoutOurWakeUps() {
        return new BeanDefinitionRegistryPostProcessor() {
            @Override
            public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
                registry.removeBeanDefinition("wakeUpScheduler");
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
            TransactionManager transactions,
            StockAxonSettings settings) {
        return JpaEventStorageEngine.builder()
                .batchSize(settings.engineBatchSize())
                .snapshotSerializer(generalSerializer)
                .eventSerializer(eventSerializer)
                .persistenceExceptionResolver(persistenceExceptions)
                .entityManagerProvider(entityManagers)
                .transactionManager(transactions)
                .build();
    }

    @Bean(name = "eventBus")
    @Qualifier("eventStore")
    EventStore eventStore(EventStorageEngine engine, Configuration axon, StockAxonSettings settings) {
        return EmbeddedEventStore.builder()
                .storageEngine(engine)
                .cachedEvents(settings.cachedEvents())
                .messageMonitor(axon.messageMonitor(EventStore.class, "eventStore"))
                .build();
    }

    @Bean
    SchemaMigration stockAxonStores(DataSource dataSource, @Qualifier("eventStoreSchema") SchemaMigration before) {
        return SchemaMigration.of(dataSource, "stockaxon");
    }

    @Bean
    EventProcessingModule eventProcessingModule(StockAxonSettings settings) {
        return new StockProcessors(settings);
    }

    /** Processors and handlers are the services'; segments, batches, threads, intervals and stores are Axon's. */
    private static final class StockProcessors extends EventProcessingModule {

        private final StockAxonSettings settings;

        StockProcessors(StockAxonSettings settings) {
            this.settings = settings;
        }

        @Override
        public EventProcessingConfigurer registerEventProcessor(String name, EventProcessorBuilder ours) {
            return super.registerEventProcessor(
                    name,
                    (group, axon, handlers) -> pooledStreamingEventProcessor(
                            group, handlers, axon, axon.eventStore(), (configuration, builder) -> configured(builder)));
        }

        private PooledStreamingEventProcessor.Builder configured(PooledStreamingEventProcessor.Builder builder) {
            return builder.initialToken(StreamableMessageSource::createTailToken)
                    .initialSegmentCount(settings.segments())
                    .batchSize(settings.batchSize())
                    .workerExecutor(name -> Executors.newScheduledThreadPool(
                            settings.workers(), new AxonThreadFactory("WorkPackage[" + name + "]")));
        }

        @Override
        public EventProcessingConfigurer registerTokenStore(String name, Function<Configuration, TokenStore> ours) {
            return super.registerTokenStore(
                    name,
                    axon -> JpaTokenStore.builder()
                            .entityManagerProvider(axon.getComponent(EntityManagerProvider.class))
                            .serializer(axon.serializer())
                            .build());
        }

        @Override
        public <T> EventProcessingConfigurer registerSaga(Class<T> type, Consumer<SagaConfigurer<T>> ours) {
            return super.registerSaga(type, saga -> {
                ours.accept(saga);
                saga.configureSagaStore(axon -> JpaSagaStore.builder()
                        .entityManagerProvider(axon.getComponent(EntityManagerProvider.class))
                        .serializer(axon.serializer())
                        .build());
            });
        }
    }
}
