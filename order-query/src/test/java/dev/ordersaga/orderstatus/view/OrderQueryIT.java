package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.orderstatus.view.AnOrder.TOTAL;
import static dev.ordersaga.orderstatus.view.AnOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.eventstore.testing.TestPostgres;
import dev.ordersaga.orderstatus.OrderQueryApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its process runs it, on a real PostgreSQL: events go in, HTTP comes out. */
class OrderQueryIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext service;
    private static String api;
    private static JdbcClient jdbc;
    private static EventStore events;
    private static StreamingEventProcessor projection;

    @BeforeAll
    static void start() {
        service = new SpringApplicationBuilder(OrderQueryApplication.class)
                .properties("spring.config.name=order-query")
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--logging.structured.format.console=",
                        "--spring.datasource.url=" + TestPostgres.newDatabase(),
                        "--spring.datasource.username=postgres");
        api = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
        jdbc = service.getBean(JdbcClient.class);
        events = service.getBean(EventStore.class);
        projection = service.getBean(EventProcessingConfiguration.class)
                .eventProcessor("order-status", StreamingEventProcessor.class)
                .orElseThrow();
    }

    @AfterAll
    static void stop() {
        service.close();
        HTTP.close();
    }

    @AfterEach
    void theProjectionRuns() {
        if (!projection.isRunning()) {
            projection.start();
        }
        assertThat(projection.isError()).isFalse();
    }

    @Test
    void anOrderIsProjectedAndPolled() {
        AnOrder order = anOrder();
        publish(order, 0, order.placed(), order.paymentRequested(), order.captured());

        awaitRow(order, 2);
        HttpResponse<String> answer = get("/orders/" + order.id());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        assertThat(json(answer).path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(json(answer).path("payment").path("capturedTotal").asString())
                .isEqualTo("15.30");
        assertThat(json(answer).path("placedAt").asString()).isEqualTo("2026-11-20T09:30:00.123Z");
        assertThat(jdbc.sql("SELECT status || ' ' || settled || ' ' || total_minor || ' ' || currency"
                                + " FROM orderstatus.order_status WHERE order_id = ?")
                        .param(order.id())
                        .query(String.class)
                        .single())
                .isEqualTo("CONFIRMED true 1530 GBP");
    }

    @Test
    void anOrderIsShownBeforeItsRowIsThere() {
        projection.shutDown();
        AnOrder order = anOrder();
        publish(order, 0, order.placed());

        HttpResponse<String> answer = get("/orders/" + order.id());

        assertThat(rowVersion(order)).isEmpty();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"0\"");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        projection.start();
        awaitRow(order, 0);
        assertThat(get("/orders/" + order.id()).body()).isEqualTo(answer.body());
    }

    @Test
    void aVersionThatAClientWasToldNeverGoesBack() {
        AnOrder order = anOrder();
        publish(order, 0, order.placed(), order.paymentRequested(), order.captured());
        awaitRow(order, 2);
        projection.shutDown();
        publish(order, 3, order.cancelled("changed my mind", true));

        HttpResponse<String> answer = get("/orders/" + order.id());

        assertThat(rowVersion(order)).containsExactly(2L);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"3\"");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(json(answer).path("status").asString()).isEqualTo("CANCELLED");
        assertThat(json(answer).path("cancellation").path("reason").asString()).isEqualTo("changed my mind");
    }

    @Test
    void aPaymentIsNoOrder() {
        AnOrder order = anOrder();
        UUID paymentId = PaymentIds.forOrder(order.id());
        events.publish(new GenericDomainEventMessage<>(
                "Payment",
                paymentId.toString(),
                0,
                new PaymentCaptured(paymentId, order.id(), 1, "pm_card_visa", TOTAL, "ch_1")));
        publish(order, 0, order.placed());

        awaitRow(order, 0);
        assertThat(get("/orders/" + paymentId).statusCode()).isEqualTo(404);
        assertThat(get("/orders/" + AnOrder.newId()).statusCode()).isEqualTo(404);
    }

    @Test
    void aRowNeverGoesBackToAnOlderVersion() {
        AnOrder order = anOrder();
        OrderStatusRows rows = service.getBean(OrderStatusRows.class);
        OrderStatus placed = order.after(order.placed());
        OrderStatus confirmed = order.after(order.placed(), order.paymentRequested(), order.captured());

        rows.save(List.of(confirmed));
        rows.save(List.of(placed));

        assertThat(rows.find(order.id())).hasValue(confirmed);
    }

    @Test
    void eventsThatAreHandledAgainChangeNothing() {
        AnOrder order = anOrder();
        publish(order, 0, order.placed(), order.paymentRequested(), order.captured());
        awaitRow(order, 2);
        String before = get("/orders/" + order.id()).body();
        OrderStatusRows rows = service.getBean(OrderStatusRows.class);
        OrderStatusBatch again = new OrderStatusBatch(rows, service.getBean(OrderStream.class));

        again.add(order.placed(), 0, order.placedAt());
        again.add(order.paymentRequested(), 1, order.placedAt().plusSeconds(1));
        again.save();

        assertThat(rowVersion(order)).containsExactly(2L);
        assertThat(get("/orders/" + order.id()).body()).isEqualTo(before);
    }

    @Test
    void aRowThatWasLostIsFoldedAnew() {
        AnOrder order = anOrder();
        publish(order, 0, order.placed(), order.paymentRequested());
        awaitRow(order, 1);
        jdbc.sql("DELETE FROM orderstatus.order_status WHERE order_id = ?")
                .param(order.id())
                .update();

        publish(order, 2, order.captured());

        awaitRow(order, 2);
        assertThat(service.getBean(OrderStatusRows.class).find(order.id()))
                .hasValue(order.after(order.placed(), order.paymentRequested(), order.captured()));
    }

    @Test
    void aReplayBuildsTheSameViewFromNothing() {
        AnOrder order = anOrder();
        publish(order, 0, order.placed(), order.paymentRequested(), order.declined());
        awaitRow(order, 2);
        String before = get("/orders/" + order.id()).body();
        projection.shutDown();

        projection.resetTokens();

        assertThat(jdbc.sql("SELECT count(*) FROM orderstatus.order_status")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(get("/orders/" + order.id()).body()).isEqualTo(before);
        projection.start();
        awaitRow(order, 2);
        assertThat(get("/orders/" + order.id()).body()).isEqualTo(before);
    }

    @Test
    void everyOrderIsListedOnceWhileNewOnesArrive() {
        String customer = "customer " + AnOrder.newId();
        // Three of them at the same instant: only the id tells them apart.
        Instant start = Instant.parse("2026-11-20T10:00:00Z");
        List<AnOrder> placed = IntStream.range(0, 7)
                .mapToObj(i -> anOrder().placedBy(customer).placedAt(start.plusMillis(i / 3)))
                .toList();
        placed.forEach(order -> publish(order, 0, order.placed()));
        placed.forEach(order -> awaitRow(order, 0));

        List<String> listed = new ArrayList<>();
        String page = "/orders?limit=2&customerId=" + customer.replace(" ", "%20");
        while (!page.isEmpty()) {
            HttpResponse<String> answer = get(page);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            json(answer)
                    .path("orders")
                    .forEach(order -> listed.add(order.path("orderId").asString()));
            AnOrder newer = anOrder().placedBy(customer).placedAt(start.plusSeconds(1));
            publish(newer, 0, newer.placed());
            awaitRow(newer, 0);
            page = answer.headers().firstValue("Link").map(OrderQueryIT::target).orElse("");
        }

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        placed.stream().map(order -> order.id().toString()).toList());
        assertThat(listed.getFirst()).isEqualTo(placed.getLast().id().toString());
    }

    @Test
    void aListIsFiltered() {
        String customer = "customer " + AnOrder.newId();
        Instant noon = Instant.parse("2026-11-20T12:00:00Z");
        AnOrder early = anOrder().placedBy(customer).placedAt(noon);
        AnOrder late = anOrder().placedBy(customer).placedAt(noon.plusMillis(1));
        publish(early, 0, early.placed(), early.paymentRequested(), early.declined());
        publish(late, 0, late.placed());
        awaitRow(early, 2);
        awaitRow(late, 0);
        String all = "/orders?customerId=" + customer.replace(" ", "%20");

        assertThat(listed(all)).containsExactly(late.id(), early.id());
        assertThat(listed(all + "&placedAfter=2026-11-20T12:00:00Z")).containsExactly(late.id());
        assertThat(listed(all + "&placedAfter=2026-11-20T12:59:59.999%2B01:00")).containsExactly(late.id(), early.id());
        assertThat(listed(all + "&status=REJECTED")).containsExactly(early.id());
        assertThat(listed(all + "&status=SHIPPED")).isEmpty();
        assertThat(json(get(all + "&status=REJECTED"))
                        .path("orders")
                        .get(0)
                        .path("reason")
                        .asString())
                .isEqualTo("PAYMENT_DECLINED");
    }

    @Test
    void ordersAreCountedByState() {
        AnOrder order = anOrder();
        publish(order, 0, order.placed(), order.cancelled(null, false));
        awaitRow(order, 1);
        double cancelled = jdbc.sql("SELECT count(*) FROM orderstatus.order_status WHERE status = 'CANCELLED'")
                .query((row, number) -> row.getDouble(1))
                .single();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(gauge(OrderState.CANCELLED))
                        .isEqualTo(cancelled)
                        .isPositive());
        assertThat(gauge(OrderState.SHIPPED)).isZero();
    }

    private static double gauge(OrderState state) {
        return service.getBean(MeterRegistry.class)
                .get("ordersaga.orders")
                .tag("state", state.name())
                .gauge()
                .value();
    }

    private static void publish(AnOrder order, int first, OrderEvent... more) {
        for (int i = 0; i < more.length; i++) {
            events.publish(new GenericDomainEventMessage<>(
                    "Order",
                    order.id().toString(),
                    first + i,
                    more[i],
                    MetaData.emptyInstance(),
                    IdentifierFactory.getInstance().generateIdentifier(),
                    order.placedAt().plusSeconds(first + i)));
        }
    }

    private static void awaitRow(AnOrder order, long version) {
        await("row of version " + version)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> rowVersion(order).equals(List.of(version)));
    }

    private static List<Long> rowVersion(AnOrder order) {
        return jdbc.sql("SELECT version FROM orderstatus.order_status WHERE order_id = ?")
                .param(order.id())
                .query((row, number) -> row.getLong(1))
                .list();
    }

    private static List<UUID> listed(String path) {
        List<UUID> ids = new ArrayList<>();
        json(get(path))
                .path("orders")
                .forEach(order -> ids.add(UUID.fromString(order.path("orderId").asString())));
        return ids;
    }

    private static HttpResponse<String> get(String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(api + path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static String target(String link) {
        return link.substring(link.indexOf('<') + 1, link.indexOf('>'));
    }
}
