package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.orderstatus.view.OrderQueryService.JDBC;
import static dev.ordersaga.orderstatus.view.OrderQueryService.SERVICE;
import static dev.ordersaga.orderstatus.view.OrderQueryService.awaitRow;
import static dev.ordersaga.orderstatus.view.OrderQueryService.get;
import static dev.ordersaga.orderstatus.view.OrderQueryService.json;
import static dev.ordersaga.orderstatus.view.OrderQueryService.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.orderstatus.persons.Viewer;
import dev.ordersaga.orderstatus.view.OrderSearch.PageKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists and counts of the read model. */
class OrderListIT {

    @Test
    void everyOrderIsListedOnceWhileNewOnesArrive() {
        String customer = "customer " + UUID.randomUUID();
        // Three of them at the same instant: only the id distinguishes them.
        Instant start = Instant.parse("2026-11-20T10:00:00Z");
        List<OrderEvents> placed = IntStream.range(0, 7)
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
            OrderEvents newer = anOrder().placedBy(customer).placedAt(start.plusSeconds(1));
            publish(newer, 0, newer.placed());
            awaitRow(newer, 0);
            page = answer.headers().firstValue("Link").map(OrderListIT::target).orElse("");
        }

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        placed.stream().map(order -> order.id().toString()).toList());
        assertThat(listed.getFirst()).isEqualTo(placed.getLast().id().toString());
    }

    @Test
    void aListIsFiltered() {
        String customer = "customer " + UUID.randomUUID();
        Instant noon = Instant.parse("2026-11-20T12:00:00Z");
        OrderEvents early = anOrder().placedBy(customer).placedAt(noon);
        OrderEvents late = anOrder().placedBy(customer).placedAt(noon.plusMillis(1));
        publish(early, 0, early.placed(), early.paymentRequested(), early.rejectedByDecline(1));
        publish(late, 0, late.placed());
        awaitRow(early, 2);
        awaitRow(late, 0);
        String all = "/orders?customerId=" + customer.replace(" ", "%20");

        assertThat(listed(all)).containsExactly(late.id(), early.id());
        assertThat(listed(all + "&placedAfter=2026-11-20T12:00:00Z")).containsExactly(late.id());
        assertThat(listed(all + "&placedAfter=2026-11-20T12:59:59.999%2B01:00")).containsExactly(late.id(), early.id());
        assertThat(listed(all + "&status=REJECTED")).containsExactly(early.id());
        assertThat(listed(all + "&status=SHIPPED")).isEmpty();
        assertThat(listed(all + "&paymentStatus=DECLINED")).containsExactly(early.id());
        assertThat(listed(all + "&paymentStatus=CAPTURE_FAILED")).isEmpty();
        assertThat(json(get(all + "&status=REJECTED"))
                        .path("orders")
                        .get(0)
                        .path("reason")
                        .asString())
                .isEqualTo("PAYMENT_DECLINED");
    }

    @Test
    void aListOffersTheLinksOfTheOrdersView() {
        String customer = "customer " + UUID.randomUUID();
        OrderEvents confirmed = anOrder().placedBy(customer);
        OrderEvents choosing = anOrder().placedBy(customer);
        publish(confirmed, 0, confirmed.placed(), confirmed.paymentRequested(), confirmed.confirmed());
        publish(choosing, 0, choosing.placed(), choosing.paymentRequested(), choosing.attemptDeclined());
        awaitRow(confirmed, 2);
        awaitRow(choosing, 2);

        JsonNode listed =
                json(get("/orders?customerId=" + customer.replace(" ", "%20"))).path("orders");

        assertThat(listed)
                .hasSize(2)
                .allSatisfy(order -> assertThat(order.path("links"))
                        .hasSizeGreaterThan(2)
                        .isEqualTo(json(get(order.path("links").path("self").asString()))
                                .path("links")));
    }

    @Test
    void theNewestOrdersOfAllTenantsAreFoundByTheIndexesOfEach() {
        OrderEvents order = anOrder();
        publish(order, 0, order.placed());
        awaitRow(order, 0);
        JDBC.sql("""
                INSERT INTO orderstatus.order_status (order_id, tenant, subject, customer_id, status, payment_status,
                    version, settled, total_minor, currency, placed_at, updated_at, actions, document)
                SELECT gen_random_uuid(), 'tenant-' || n % 3, subject, customer_id, status, payment_status, version,
                    settled, total_minor, currency, '2040-01-01T00:00:00Z'::timestamptz + n * interval '1 second',
                    updated_at, actions, document
                FROM orderstatus.order_status, generate_series(1, 6000) AS n WHERE order_id = ?""").param(order.id()).update();
        try {
            OrderSearch first = ofAllTenants(null);
            List<PageKey> newest = keys(first);
            List<PageKey> next = keys(ofAllTenants(newest.getLast()));

            assertThat(newest).extracting(PageKey::placedAt).containsExactly(placed(6000), placed(5999), placed(5998));
            assertThat(next).extracting(PageKey::placedAt).containsExactly(placed(5997), placed(5996), placed(5995));
            JDBC.sql("ANALYZE orderstatus.order_status").update();
            assertThat(JDBC.sql("EXPLAIN " + first.sql(OrderStatusRows.TABLE))
                            .param("limit", 3)
                            .query((row, number) -> row.getString(1))
                            .list())
                    .noneMatch(line -> line.contains("Seq Scan on order_status"));
        } finally {
            JDBC.sql("DELETE FROM orderstatus.order_status WHERE tenant LIKE 'tenant-_'")
                    .update();
        }
    }

    private static OrderSearch ofAllTenants(@Nullable PageKey after) {
        return new OrderSearch(new Viewer(null, null), null, null, null, null, after, 3);
    }

    private static Instant placed(int number) {
        return Instant.parse("2040-01-01T00:00:00Z").plusSeconds(number);
    }

    private static List<PageKey> keys(OrderSearch search) {
        PageKey after = search.after();
        return JDBC.sql(search.sql(OrderStatusRows.TABLE))
                .param("limit", search.limit())
                .param("afterTime", after == null ? null : Timestamp.from(after.placedAt()))
                .param("afterId", after == null ? null : after.orderId())
                .query((row, number) ->
                        new PageKey(row.getTimestamp("placed_at").toInstant(), row.getObject("order_id", UUID.class)))
                .list();
    }

    @Test
    void ordersAreCountedByState() {
        OrderEvents order = anOrder();
        publish(order, 0, order.placed(), order.cancelled(false));
        awaitRow(order, 1);
        double cancelled = stored(OrderState.CANCELLED);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(gauge(OrderState.CANCELLED))
                        .isEqualTo(cancelled)
                        .isPositive());
        assertThat(gauge(OrderState.SHIPPED)).isEqualTo(stored(OrderState.SHIPPED));
        assertThat(gauge(OrderState.REJECTED)).isEqualTo(stored(OrderState.REJECTED));
    }

    private static double stored(OrderState state) {
        return JDBC.sql("SELECT count(*) FROM orderstatus.order_status WHERE status = ?")
                .param(state.name())
                .query((row, number) -> row.getDouble(1))
                .single();
    }

    private static double gauge(OrderState state) {
        return SERVICE.getBean(MeterRegistry.class)
                .get("ordersaga.orders")
                .tag("state", state.name())
                .gauge()
                .value();
    }

    private static List<UUID> listed(String path) {
        List<UUID> ids = new ArrayList<>();
        json(get(path))
                .path("orders")
                .forEach(order -> ids.add(UUID.fromString(order.path("orderId").asString())));
        return ids;
    }

    private static String target(String link) {
        return link.substring(link.indexOf('<') + 1, link.indexOf('>'));
    }
}
