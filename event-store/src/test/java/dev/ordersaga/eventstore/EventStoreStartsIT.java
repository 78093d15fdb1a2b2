package dev.ordersaga.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.eventstore.serialization.PayloadTypes;
import dev.ordersaga.eventstore.serialization.UnregisteredTypeException;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

class EventStoreStartsIT {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class AnyAxonApplication {

        @Bean
        PayloadTypes payloadTypes() {
            return PayloadTypes.of(Happened.class);
        }
    }

    record Happened(String what) {}

    record Stranger() {}

    @Test
    void storesPayloadsAsBytesInItsOwnSchemaWithConsecutiveIndexes() {
        try (var context = new SpringApplicationBuilder(AnyAxonApplication.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.config.import=classpath:event-store-defaults.yaml",
                        "--spring.datasource.url=" + TestPostgres.newDatabase(),
                        "--spring.datasource.username=postgres")) {
            EventStore events = context.getBean(EventStore.class);
            String id = UUID.randomUUID().toString();
            for (int i = 0; i < 3; i++) {
                events.publish(new GenericDomainEventMessage<>("Thing", id, i, new Happened("x" + i)));
            }
            JdbcClient jdbc = context.getBean(JdbcClient.class);
            assertThat(jdbc.sql("SELECT global_index FROM eventstore.domain_event_entry ORDER BY 1")
                            .query(Long.class)
                            .list())
                    .containsExactly(1L, 2L, 3L);
            assertThat(jdbc.sql("SELECT convert_from(payload, 'UTF8') FROM eventstore.domain_event_entry LIMIT 1")
                            .query(String.class)
                            .single())
                    .isEqualTo("{\"what\":\"x0\"}");
            assertThat(events.readEvents(id).asStream().map(e -> ((Happened) e.getPayload()).what()))
                    .containsExactly("x0", "x1", "x2");
            assertThatThrownBy(() -> events.publish(new GenericDomainEventMessage<>("Thing", id, 3, new Stranger())))
                    .isInstanceOf(UnregisteredTypeException.class);
            Configuration axon = context.getBean(Configuration.class);
            assertThat(List.of(axon.serializer(), axon.eventSerializer(), axon.messageSerializer()))
                    .containsOnly(context.getBean(Serializer.class));
        }
    }
}
