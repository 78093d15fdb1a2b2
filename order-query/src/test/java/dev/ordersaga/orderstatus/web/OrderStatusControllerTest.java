package dev.ordersaga.orderstatus.web;

import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.orderstatus.view.OrderStatusFixture.statusAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.testing.OrderEvents;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest
class OrderStatusControllerTest {

    private final MockMvcTester http;
    private final StatusViewsApplication.KnownOrders orders;

    OrderStatusControllerTest(@Autowired MockMvcTester http, @Autowired StatusViewsApplication.KnownOrders orders) {
        this.http = http;
        this.orders = orders;
    }

    @Test
    void aSettledOrderIsShownCompletely() {
        OrderEvents order = anOrder();
        orders.add(statusAfter(
                order,
                order.placed(),
                order.paymentRequested(),
                order.confirmed(),
                order.cancelled(true, "too late"),
                order.releaseRequested(),
                order.released(TOTAL)));

        MvcTestResult answer = get("/orders/" + order.id());

        assertThat(answer).hasStatus(200).hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON);
        assertThat(answer).headers().hasValue("ETag", "\"5\"").hasValue("Cache-Control", "no-cache, private");
        assertThat(answer).headers().doesNotContainHeader("Retry-After");
        assertThat(answer).bodyJson().isStrictlyEqualTo("""
                {"orderId":"%1$s","customerId":"17850","status":"CANCELLED",
                 "cancellation":{"by":"CUSTOMER","reason":"too late"},
                 "version":5,"total":"15.30","currency":"GBP",
                 "lines":[{"sku":"85123A","description":"WHITE HANGING HEART T-LIGHT HOLDER","quantity":6,
                           "unitPrice":"2.5500","total":"15.30"}],
                 "payment":{"status":"REFUNDED",
                            "attempts":[{"number":1,"paymentMethod":"pm_card_visa","status":"REFUNDED"}],
                            "capturedTotal":"15.30","refundedTotal":"15.30","refunds":[],"disputes":[]},
                 "timeline":[{"at":"2026-11-20T09:30:00.123Z","what":"PLACED"},
                             {"at":"2026-11-20T09:30:01.123Z","what":"PAYMENT_REQUESTED"},
                             {"at":"2026-11-20T09:30:02.123Z","what":"CONFIRMED"},
                             {"at":"2026-11-20T09:30:03.123Z","what":"CANCELLED"},
                             {"at":"2026-11-20T09:30:04.123Z","what":"PAYMENT_RELEASE_REQUESTED"},
                             {"at":"2026-11-20T09:30:05.123Z","what":"PAYMENT_RELEASED"}],
                 "placedAt":"2026-11-20T09:30:00.123Z","updatedAt":"2026-11-20T09:30:05.123Z",
                 "links":{"self":"/orders/%1$s"}}
                """.formatted(order.id()));
    }

    @Test
    void anOpenOrderHasRetryAfterAndLinksToActions() {
        OrderEvents order = anOrder();
        orders.add(statusAfter(order, order.placed(), order.paymentRequested()));

        MvcTestResult answer = get("/orders/" + order.id());

        assertThat(answer).headers().hasValue("Retry-After", "1").hasValue("ETag", "\"1\"");
        assertThat(answer).bodyJson().extractingPath("$.payment.status").isEqualTo("PENDING");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.links.cancellation")
                .isEqualTo("/orders/" + order.id() + "/cancellation");
        assertThat(answer).bodyJson().doesNotHavePath("$.reason").doesNotHavePath("$.cancellation");
    }

    @Test
    void theRequiredActionIsShown() {
        OrderEvents order = anOrder();
        orders.add(statusAfter(order, order.placed(), order.paymentRequested(), order.actionRequested()));

        assertThat(get("/orders/" + order.id()))
                .bodyJson()
                .extractingPath("$.payment.nextAction")
                .asMap()
                .isEqualTo(Map.of(
                        "type",
                        "redirect_to_url",
                        "url",
                        "https://bank.example/1",
                        "expiresAt",
                        "2026-11-20T09:45:00.123Z"));
    }

    @Test
    void aBankThatTakesDaysHasALongRetryAfter() {
        OrderEvents order = anOrder();
        orders.add(statusAfter(order, order.placed(), order.paymentRequested(), order.delayed(true)));

        assertThat(get("/orders/" + order.id())).headers().hasValue("Retry-After", "60");
    }

    @Test
    void aRejectedOrderShowsItsReason() {
        OrderEvents order = anOrder();
        orders.add(statusAfter(order, order.placed(), order.paymentRequested(), order.rejectedByDecline(1)));

        MvcTestResult answer = get("/orders/" + order.id());

        assertThat(answer).bodyJson().extractingPath("$.reason").isEqualTo("PAYMENT_DECLINED");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.payment.attempts[0].declineCode")
                .isEqualTo("insufficient_funds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "W/\"1\"", "*", "\"0\", \"1\""})
    void anUnchangedOrderIsNotModified(String known) {
        OrderEvents order = anOrder();
        orders.add(statusAfter(order, order.placed(), order.paymentRequested()));

        MvcTestResult answer = http.get()
                .uri("/orders/" + order.id())
                .header("If-None-Match", known)
                .exchange();

        assertThat(answer).hasStatus(304).body().isEmpty();
        assertThat(answer)
                .headers()
                .hasValue("ETag", "\"1\"")
                .hasValue("Retry-After", "1")
                .hasValue("Cache-Control", "no-cache, private");
    }

    @Test
    void aChangedOrderIsSent() {
        OrderEvents order = anOrder();
        orders.add(statusAfter(order, order.placed(), order.paymentRequested()));

        assertThat(http.get().uri("/orders/" + order.id()).header("If-None-Match", "\"0\""))
                .hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "garbage", "\"1", "W/1", ","})
    void anInvalidEntityTagMatchesNothing(String tag) {
        OrderEvents order = anOrder();
        orders.add(statusAfter(order, order.placed(), order.paymentRequested()));

        assertThat(http.get().uri("/orders/" + order.id()).header("If-None-Match", tag))
                .hasStatus(200);
    }

    @Test
    void aCustomerReturnsFromTheProviderToAPage() {
        OrderEvents order = anOrder();
        orders.add(statusAfter(order, order.placed(), order.paymentRequested(), order.actionRequested()));
        URI back =
                URI.create("/orders/" + order.id() + "?payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_2"
                        + "&redirect_status=succeeded&more=1");

        MvcTestResult page = http.get()
                .uri(back)
                .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8")
                .exchange();

        assertThat(page).hasStatus(200).hasContentType("text/html;charset=UTF-8");
        assertThat(page).headers().hasValue("Cache-Control", "no-store");
        assertThat(page)
                .bodyText()
                .contains("action required", "15.30 GBP", "url=/orders/" + order.id() + "\"")
                .doesNotContain("secret");
        assertThat(http.get().uri(back)).hasStatus(200).hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*/*", "application/json", "application/json, text/html", "text/html;q=0.5, */*;q=0.9", "text/*"
            })
    void aPageIsSentOnlyToAClientThatPrefersHtml(String accept) {
        OrderEvents order = anOrder();
        orders.add(statusAfter(order, order.placed()));

        assertThat(http.get().uri("/orders/" + order.id()).header("Accept", accept))
                .hasStatus(200)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON);
    }

    @Test
    void aHeldResponseStatesTheAppliedWaitAndAllowsAnImmediateRetry() {
        OrderEvents order = anOrder();
        orders.add(statusAfter(order, order.placed(), order.paymentRequested()));

        MvcTestResult answer = http.get()
                .uri("/orders/" + order.id())
                .header("If-None-Match", "\"0\"")
                .header("Prefer", "wait=99")
                .exchange();

        assertThat(answer).hasStatus(200);
        assertThat(answer)
                .headers()
                .hasValue("ETag", "\"1\"")
                .hasValue("Preference-Applied", "wait=30")
                .hasValue("Retry-After", "0")
                .hasValue("Vary", "Accept, Authorization, Prefer");
    }

    @Test
    void withoutAPreferenceNoneIsApplied() {
        OrderEvents order = anOrder();
        orders.add(statusAfter(order, order.placed()));

        assertThat(get("/orders/" + order.id())).headers().doesNotContainHeader("Preference-Applied");
    }

    @Test
    void headHasTheSameHeaders() {
        OrderEvents order = anOrder();
        orders.add(statusAfter(order, order.placed()));

        MvcTestResult answer = http.head().uri("/orders/" + order.id()).exchange();

        assertThat(answer).hasStatus(200).headers().hasValue("ETag", "\"0\"").hasValue("Retry-After", "1");
    }

    @Test
    void aMissingOrderOrAnInvalidRequestIsAProblem() {
        assertProblem(get("/orders/" + UUID.randomUUID()), 404, "not-found");
        assertProblem(get("/orders/1-1-1-1-1"), 400, "invalid-id");
        assertProblem(get("/orders/" + UUID.randomUUID() + "?wait=1"), 400, "invalid-query");
    }

    @Test
    void otherMethodsAreNotAllowed() {
        MvcTestResult answer = http.delete().uri("/orders/" + UUID.randomUUID()).exchange();

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer).headers().containsHeader("Allow");
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
