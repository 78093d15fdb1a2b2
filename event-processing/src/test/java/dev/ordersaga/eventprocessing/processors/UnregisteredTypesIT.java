package dev.ordersaga.eventprocessing.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.serialization.PayloadTypes;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An event of an unregistered type stops exactly the processors that handle its family, which is its package. */
class UnregisteredTypesIT {

    record Happened(String text) {}

    @ProcessingGroup("happened")
    static class OfThisPackage {

        final List<String> handled = new CopyOnWriteArrayList<>();

        @EventHandler
        void on(Happened event) {
            handled.add(event.text());
        }
    }

    @ProcessingGroup("texts")
    static class OfAnotherPackage {

        final List<String> handled = new CopyOnWriteArrayList<>();

        @EventHandler
        void on(String event) {
            handled.add(event);
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        SchemaMigration echoSchema(DataSource dataSource) {
            return SchemaMigration.of(dataSource, "echo");
        }

        @Bean
        PayloadTypes types() {
            return PayloadTypes.of(Happened.class);
        }

        @Bean
        OfThisPackage ofThisPackage() {
            return new OfThisPackage();
        }

        @Bean
        OfAnotherPackage ofAnotherPackage() {
            return new OfAnotherPackage();
        }

        @Bean
        ConfigurerModule processors(StreamingProcessorRegistration processors) {
            return configurer -> List.of("happened", "texts")
                    .forEach(name -> processors.register(
                            configurer.eventProcessing(),
                            new StreamingProcessor(name, "echo", 1, 10, event -> event.getIdentifier())));
        }
    }

    private ConfigurableApplicationContext application;
    private List<String> happened;
    private List<String> texts;

    @BeforeEach
    void start() {
        application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.config.import=classpath:event-processing-defaults.yaml",
                        "--spring.datasource.url=" + TestPostgres.newDatabase(),
                        "--spring.datasource.username=postgres",
                        "--event-processing.claims.timeout=1s");
        happened = application.getBean(OfThisPackage.class).handled;
        texts = application.getBean(OfAnotherPackage.class).handled;
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void aFamilyThatNoProcessorHandlesStopsNone() {
        insertEventOfType("elsewhere.Moved");
        publish("after");
        await().untilAsserted(() -> assertThat(happened).containsExactly("after"));
        await().untilAsserted(() -> assertThat(texts).containsExactly("after"));
    }

    @Test
    void aFamilyThatOneProcessorHandlesStopsThatOneOnly() {
        publish("before");
        await().untilAsserted(() -> assertThat(happened).containsExactly("before"));
        insertEventOfType(Happened.class.getPackageName() + ".AddedByANewerVersion");
        publish("after");
        await().untilAsserted(() -> assertThat(texts).containsExactly("before", "after"));
        StreamingEventProcessor stopped = application
                .getBean(EventProcessingConfiguration.class)
                .eventProcessor("happened", StreamingEventProcessor.class)
                .orElseThrow();
        // It releases its only segment and claims it again after a back-off.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stopped.processingStatus().isEmpty());
        assertThat(happened).containsExactly("before");
        assertThat(application
                        .getBean(JdbcClient.class)
                        .sql("SELECT count(*) FROM eventprocessing.dead_letter")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void publish(String text) {
        String id = UUID.randomUUID().toString();
        application
                .getBean(EventStore.class)
                .publish(
                        new GenericDomainEventMessage<>("Sample", id, 0, new Happened(text)),
                        new GenericDomainEventMessage<>("Sample", id, 1, text));
    }

    private void insertEventOfType(String type) {
        String id = UUID.randomUUID().toString();
        application
                .getBean(JdbcClient.class)
                .sql(
                        "INSERT INTO eventstore.domain_event_entry (global_index, event_identifier, time_stamp, payload_type,"
                                + " payload, meta_data, type, aggregate_identifier, sequence_number)"
                                + " VALUES (nextval('eventstore.domain_event_entry_seq'), ?, '2026-01-01T00:00:00Z', ?, '{}', '{}',"
                                + " 'Other', ?, 0)")
                .params(id, type, id)
                .update();
    }
}
