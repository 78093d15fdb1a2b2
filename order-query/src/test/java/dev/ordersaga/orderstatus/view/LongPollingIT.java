package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.orderstatus.view.AnOrder.anOrder;
import static dev.ordersaga.orderstatus.view.RunningOrderQuery.SERVICE;
import static dev.ordersaga.orderstatus.view.RunningOrderQuery.get;
import static dev.ordersaga.orderstatus.view.RunningOrderQuery.json;
import static dev.ordersaga.orderstatus.view.RunningOrderQuery.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.wakeup.CommitNotifications;
import dev.ordersaga.orderstatus.view.OrderStatusLongPolling.Found;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients who let the service hold its answer until something has happened. */
class LongPollingIT {

    private static final OrderStatusLongPolling NEWS = SERVICE.getBean(OrderStatusLongPolling.class);

    @Test
    void anEventAnswersAHeldPollOfItsOrderAndNoOther() {
        AnOrder order = anOrder();
        AnOrder other = anOrder();
        publish(order, 0, order.placed());
        publish(other, 0, other.placed());
        CompletableFuture<HttpResponse<String>> held = hold(order, "\"0\"");
        CompletableFuture<HttpResponse<String>> heldOther = hold(other, "\"0\"");
        await().until(() -> NEWS.waiting() == 2);

        publish(order, 1, order.paymentRequested());

        HttpResponse<String> answer = held.join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=20");
        assertThat(json(answer).path("status").asString()).isEqualTo("AWAITING_PAYMENT");
        assertThat(heldOther).isNotDone();

        publish(other, 1, other.paymentRequested(), other.captured());
        assertThat(heldOther.join().statusCode()).isEqualTo(200);
        await().until(() -> NEWS.waiting() == 0);
    }

    @Test
    void whoWaitsIsToldOfAnEventAndNeedNotLook() {
        OrderStatusLongPolling trustful =
                new OrderStatusLongPolling(SERVICE.getBean(OrderStatuses.class), 1, Duration.ofHours(1));
        trustful.follow(SERVICE.getBean(CommitNotifications.class));
        trustful.start();
        AnOrder order = anOrder();
        publish(order, 0, order.placed());
        CompletableFuture<Found> answer =
                trustful.await(order.id(), null, Duration.ofHours(1)).orElseThrow();

        publish(order, 1, order.paymentRequested());

        assertThat(answer.orTimeout(20, TimeUnit.SECONDS).join().order().version())
                .isEqualTo(1);
        trustful.stop();
    }

    @Test
    void whenNothingHappensTheAnswerIsThatNothingHappened() {
        AnOrder order = anOrder();
        publish(order, 0, order.placed());

        HttpResponse<String> answer = get("/orders/" + order.id(), "Prefer", "wait=1", "If-None-Match", "\"0\"");

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=1");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("0");
    }

    private static CompletableFuture<HttpResponse<String>> hold(AnOrder order, String known) {
        return CompletableFuture.supplyAsync(
                        () -> get("/orders/" + order.id(), "Prefer", "wait=20", "If-None-Match", known))
                .orTimeout(25, TimeUnit.SECONDS);
    }
}
