package dev.ordersaga.eventstore.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.example.AccountsApplication.AccountOpened;
import dev.ordersaga.eventstore.example.AccountsApplication.OpenAccount;
import dev.ordersaga.eventstore.example.AccountsApplication.OpenedAccounts;
import dev.ordersaga.eventstore.serialization.UnregisteredTypeException;
import dev.ordersaga.eventstore.testing.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Starts an Axon application with this module only: Axon's own processor, token store and command bus. */
class AccountsApplicationIT {

    private ConfigurableApplicationContext application;

    @BeforeEach
    void start() {
        application = new SpringApplicationBuilder(AccountsApplication.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.config.location=classpath:accounts-application.yaml",
                        "--spring.datasource.url=" + TestPostgres.newDatabase());
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void aCommandStoresAnEventThatIsHandled() {
        String id = open();
        await().until(() -> opened().contains(id));
        JdbcClient sql = application.getBean(JdbcClient.class);
        assertThat(sql.sql("SELECT convert_from(payload, 'UTF8') FROM eventstore.domain_event_entry")
                        .query(String.class)
                        .list())
                .containsExactly("{\"id\":\"" + id + "\"}");
        assertThat(sql.sql("SELECT count(*) FROM token_entry")
                        .query(Integer.class)
                        .single())
                .as("Axon's own token store, in the application's schema")
                .isPositive();
    }

    @Test
    void eventsHaveConsecutiveIndexesAndOnlyRegisteredTypesAreWritten() {
        List<String> ids = List.of(open(), open(), open());
        await().untilAsserted(() -> assertThat(opened()).isEqualTo(ids));
        assertThat(application
                        .getBean(JdbcClient.class)
                        .sql("SELECT global_index FROM eventstore.domain_event_entry ORDER BY 1")
                        .query(Long.class)
                        .list())
                .containsExactly(1L, 2L, 3L);
        record Unregistered() {}
        EventStore store = application.getBean(EventStore.class);
        assertThatThrownBy(() -> store.publish(new GenericDomainEventMessage<>("T", "t", 0, new Unregistered())))
                .isInstanceOf(UnregisteredTypeException.class);
        Configuration axon = application.getBean(Configuration.class);
        assertThat(List.of(axon.serializer(), axon.eventSerializer(), axon.messageSerializer()))
                .containsOnly(application.getBean(Serializer.class));
    }

    @Test
    void anUnregisteredTypeOfAnotherPackageIsIgnoredByTheProcessorButNotByAnAggregate() {
        String stream = insertEventOfType("elsewhere.Moved");
        String id = open();
        await().until(() -> opened().contains(id));
        EventStore store = application.getBean(EventStore.class);
        assertThatThrownBy(() -> store.readEvents(stream).asStream().toList())
                .isInstanceOf(UnregisteredTypeException.class)
                .hasMessageContaining("elsewhere.Moved");
        assertThat(application
                        .getBean(MeterRegistry.class)
                        .get("eventstore.unregistered.types")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void anUnregisteredTypeOfTheHandledPackageStopsTheProcessorAtItsPosition() {
        String before = open();
        await().until(() -> opened().contains(before));
        insertEventOfType(AccountOpened.class.getPackageName() + ".AccountClosed");
        open();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        processor().processingStatus().values().stream().anyMatch(EventTrackerStatus::isErrorState));
        assertThat(opened()).containsExactly(before);
    }

    private String open() {
        String id = UUID.randomUUID().toString();
        application.getBean(CommandGateway.class).sendAndWait(new OpenAccount(id));
        return id;
    }

    private List<String> opened() {
        return application.getBean(OpenedAccounts.class).ids;
    }

    private StreamingEventProcessor processor() {
        return application.getBean(EventProcessingConfiguration.class).eventProcessors().values().stream()
                .map(StreamingEventProcessor.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private String insertEventOfType(String type) {
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
        return id;
    }
}
