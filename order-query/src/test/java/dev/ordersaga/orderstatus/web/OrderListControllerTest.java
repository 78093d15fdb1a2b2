package dev.ordersaga.orderstatus.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.orderstatus.persons.Viewer;
import dev.ordersaga.orderstatus.view.OrderSearch;
import dev.ordersaga.orderstatus.view.OrderSummary;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest
class OrderListControllerTest {

    private static final Viewer VIEWER = new Viewer("default", null);

    private final MockMvcTester http;
    private final StatusViewsApplication.KnownOrders orders;

    OrderListControllerTest(@Autowired MockMvcTester http, @Autowired StatusViewsApplication.KnownOrders orders) {
        this.http = http;
        this.orders = orders;
    }

    @BeforeEach
    void clearOrders() {
        orders.searches.clear();
        orders.summaries.clear();
    }

    @Test
    void aListShowsSummaries() {
        OrderSummary order = orders.addSummaries(1).getFirst();

        assertThat(get("/orders")).bodyJson().isStrictlyEqualTo("""
                {"orders":[{"orderId":"%1$s","customerId":"17850","status":"CONFIRMED","paymentStatus":"CAPTURED","version":2,"total":"15.30",
                  "currency":"GBP","placedAt":"2026-11-20T09:30:00.000001Z","updatedAt":"2026-11-20T09:30:02Z",
                  "links":{"self":"/orders/%1$s","cancellation":"/orders/%1$s/cancellation",
                           "shipment":"/orders/%1$s/shipment"}}]}
                """.formatted(order.orderId()));
        assertThat(orders.searches).containsExactly(new OrderSearch(VIEWER, null, null, null, null, null, 21));
    }

    @Test
    void theLastPageHasNoNextOne() {
        orders.addSummaries(2);

        MvcTestResult answer = get("/orders?limit=2");

        assertThat(answer).headers().doesNotContainHeader("Link").hasValue("Cache-Control", "no-cache, private");
        assertThat(answer).bodyJson().extractingPath("$.orders.length()").isEqualTo(2);
    }

    @Test
    void theNextPageStartsAfterTheLastOrderAndKeepsTheFilters() {
        OrderSummary last = orders.addSummaries(3).get(1);

        MvcTestResult answer = get("/orders?limit=2&customerId=a%26b&status=CONFIRMED&paymentStatus=CAPTURED"
                + "&placedAfter=2026-11-20T09:00:00%2B01:00");
        assertThat(answer).bodyJson().extractingPath("$.orders.length()").isEqualTo(2);
        String link = Objects.requireNonNull(answer.getResponse().getHeader("Link"));
        assertThat(link).startsWith("</orders?").endsWith(">; rel=\"next\"");

        assertThat(http.get().uri(URI.create(link.substring(1, link.indexOf('>')))))
                .hasStatus(200);
        assertThat(orders.searches.getLast())
                .isEqualTo(new OrderSearch(
                        VIEWER,
                        "a&b",
                        OrderState.CONFIRMED,
                        PaymentStatus.CAPTURED,
                        Instant.parse("2026-11-20T08:00:00Z"),
                        new OrderSearch.PageKey(last.placedAt(), last.orderId()),
                        3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "limit=1&limit=2",
                "status=confirmed",
                "paymentStatus=PAID",
                "placedAfter=yesterday",
                "cursor=x",
                "cursor=AQ",
                "cursor=%20",
                "cursor=AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "cursor=AX__________AAAAAAAAAAAAAAAAAAAAAA%3D%3D",
                "customerId=",
                "page=2"
            })
    void anInvalidQueryIsRefused(String query) {
        assertProblem(get("/orders?" + query), 400, "invalid-query");
    }

    @Test
    void aPageMayHaveAHundredOrders() {
        assertThat(get("/orders?limit=100")).hasStatus(200);
    }

    private MvcTestResult get(String path) {
        return http.get().uri(URI.create(path)).exchange();
    }

    private static void assertProblem(MvcTestResult answer, int status, String code) {
        assertThat(answer).hasStatus(status).hasContentType("application/problem+json");
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo(code);
        assertThat(answer).bodyJson().extractingPath("$.detail").asString().isNotBlank();
    }
}
