package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.orderstatus.view.OrderQueryService.SERVICE;
import static dev.ordersaga.orderstatus.view.OrderQueryService.get;
import static dev.ordersaga.orderstatus.view.OrderQueryService.json;
import static dev.ordersaga.orderstatus.view.OrderQueryService.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.eventstore.testing.TestApiKey;
import dev.ordersaga.eventstore.wakeup.CommitNotifications;
import dev.ordersaga.orderstatus.persons.Viewer;
import dev.ordersaga.orderstatus.view.OrderStatuses.Found;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Long polling over HTTP, with notifications of commits. */
class LongPollingIT {

    private static final OrderStatusLongPolling LONG_POLLING = SERVICE.getBean(OrderStatusLongPolling.class);

    @Test
    void anEventAnswersTheHeldRequestOfItsOrderAndNoOther() {
        OrderEvents order = anOrder();
        OrderEvents other = anOrder();
        publish(order, 0, order.placed());
        publish(other, 0, other.placed());
        CompletableFuture<HttpResponse<String>> held = hold(order, "\"0\"");
        CompletableFuture<HttpResponse<String>> heldOther = hold(other, "\"0\"");
        await().until(() -> LONG_POLLING.held() == 2);

        publish(order, 1, order.paymentRequested());

        HttpResponse<String> answer = held.join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=20");
        assertThat(json(answer).path("status").asString()).isEqualTo("AWAITING_PAYMENT");
        assertThat(heldOther).isNotDone();

        publish(other, 1, other.paymentRequested(), other.confirmed());
        assertThat(heldOther.join().statusCode()).isEqualTo(200);
        await().until(() -> LONG_POLLING.held() == 0);
    }

    @Test
    void aNotificationAnswersAHeldRequestWithoutPolling() {
        OrderStatusLongPolling notifiedOnly =
                new OrderStatusLongPolling(SERVICE.getBean(OrderStatuses.class), 1, 1, Duration.ofHours(1));
        notifiedOnly.subscribeTo(SERVICE.getBean(CommitNotifications.class));
        notifiedOnly.start();
        OrderEvents order = anOrder();
        publish(order, 0, order.placed());
        CompletableFuture<Found> answer = notifiedOnly
                .await(order.id(), Viewer.UNLIMITED, null, Duration.ofHours(1), "192.0.2.1")
                .orElseThrow();

        publish(order, 1, order.paymentRequested());

        assertThat(answer.orTimeout(20, TimeUnit.SECONDS).join().order().version())
                .isEqualTo(1);
        notifiedOnly.stop();
    }

    @Test
    void aTimeoutIsAnsweredWithNotModified() {
        OrderEvents order = anOrder();
        publish(order, 0, order.placed());

        HttpResponse<String> answer = get("/orders/" + order.id(), "Prefer", "wait=1", "If-None-Match", "\"0\"");

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=1");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("0");
    }

    @Test
    void aClientThatHangsUpFreesItsPlace() throws Exception {
        OrderEvents order = anOrder();
        publish(order, 0, order.placed());
        int port = Integer.parseInt(SERVICE.getEnvironment().getRequiredProperty("local.server.port"));
        String request = "GET /orders/" + order.id() + " HTTP/1.1\r\nHost: x\r\nPrefer: wait=30\r\n" + "Authorization: "
                + TestApiKey.BEARER + "\r\n\r\n";

        for (int i = 0; i < 5; i++) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                await().until(() -> LONG_POLLING.held() > 0);
            }
        }

        await().atMost(Duration.ofSeconds(8)).until(() -> LONG_POLLING.held() == 0);
    }

    private static CompletableFuture<HttpResponse<String>> hold(OrderEvents order, String known) {
        return CompletableFuture.supplyAsync(
                        () -> get("/orders/" + order.id(), "Prefer", "wait=20", "If-None-Match", known))
                .orTimeout(25, TimeUnit.SECONDS);
    }
}
