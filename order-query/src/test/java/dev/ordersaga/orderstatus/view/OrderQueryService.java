package dev.ordersaga.orderstatus.view;

import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.eventstore.schema.MigrationApplication;
import dev.ordersaga.eventstore.testing.TestApiKey;
import dev.ordersaga.eventstore.testing.TestPostgres;
import dev.ordersaga.operations.roles.DatabaseRoles;
import dev.ordersaga.orderquery.OrderQueryApplication;
import dev.ordersaga.privacy.PrivacyConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running service on a real PostgreSQL, one for all tests of a JVM: publishes events and queries over HTTP. */
final class OrderQueryService {

    private static final String DATABASE = newDatabase();

    static final ConfigurableApplicationContext SERVICE = new SpringApplicationBuilder(OrderQueryApplication.class)
            .run(
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    TestApiKey.SETTING,
                    "--management.server.port=0",
                    "--logging.structured.format.console=",
                    "--spring.datasource.url=" + DATABASE,
                    "--spring.datasource.username=order_query");
    static final JdbcClient JDBC = SERVICE.getBean(JdbcClient.class);
    static final JdbcClient ADMINISTRATOR = JdbcClient.create(new DriverManagerDataSource(DATABASE, "postgres", ""));
    static final EventStore EVENTS = new SpringApplicationBuilder(Publisher.class)
            .web(WebApplicationType.NONE)
            .run("--spring.datasource.url=" + DATABASE, "--spring.datasource.username=order_command")
            .getBean(EventStore.class);

    private static final String API =
            "http://127.0.0.1:" + SERVICE.getEnvironment().getProperty("local.server.port");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private OrderQueryService() {}

    /** Stores the events, as the service itself may not. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(PrivacyConfiguration.class)
    static class Publisher {}

    private static String newDatabase() {
        String database = TestPostgres.newDatabase(administrator -> DatabaseRoles.create(administrator, Map.of()));
        MigrationApplication.run(
                "--spring.datasource.url=" + database,
                "--event-store.connections.migration.username=" + DatabaseRoles.MIGRATION,
                "--event-store.connections.migration.password=");
        return database;
    }

    static void publish(OrderEvents order, int first, OrderEvent... more) {
        for (int i = 0; i < more.length; i++) {
            EVENTS.publish(new GenericDomainEventMessage<>(
                    "Order",
                    order.id().toString(),
                    first + i,
                    more[i],
                    MetaData.emptyInstance(),
                    IdentifierFactory.getInstance().generateIdentifier(),
                    order.placedAt().plusSeconds(first + i)));
        }
    }

    static void awaitRow(OrderEvents order, long version) {
        await("row of version " + version)
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> rowVersion(order).equals(List.of(version)));
    }

    static List<Long> rowVersion(OrderEvents order) {
        return JDBC.sql("SELECT version FROM orderstatus.order_status WHERE order_id = ?")
                .param(order.id())
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** @param headers names and values, alternating */
    static HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(API + path)).header("Authorization", TestApiKey.BEARER);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
