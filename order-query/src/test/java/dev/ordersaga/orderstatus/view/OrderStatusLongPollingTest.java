package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.orderstatus.view.AnOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.orderstatus.view.OrderStatusLongPolling.Found;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderStatusLongPollingTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final AnOrder order = anOrder();
    private final OneOrder known = new OneOrder();
    private final OrderStatusLongPolling news = new OrderStatusLongPolling(known, 1, Duration.ofHours(1));

    /** How the order is just now, if there is one. */
    private static final class OneOrder implements OrderStatuses {

        volatile Optional<OrderStatus> status = Optional.empty();

        @Override
        public Optional<OrderStatus> find(UUID orderId) {
            return status;
        }

        @Override
        public OrderStatus follow(OrderStatus known) {
            return status.orElseThrow();
        }

        @Override
        public List<OrderSummary> list(OrderSearch search) {
            return List.of();
        }
    }

    @BeforeEach
    void start() {
        news.start();
        known.status = Optional.of(order.after(order.placed()));
    }

    @AfterEach
    void stop() {
        news.stop();
    }

    @Test
    void whoWaitsIsAnsweredWhenTheOrderChanges() {
        CompletableFuture<Found> answer = wait(null, LONG);
        awaitWaiting(1);

        known.status = Optional.of(order.after(order.placed(), order.paymentRequested()));
        news.arrived(order.id().toString());

        assertThat(answer.join()).isEqualTo(found(true));
        assertThat(news.waiting()).isZero();
    }

    @Test
    void anEventOfWhichNobodyIsToldIsFoundAllTheSame() {
        OrderStatusLongPolling distrustful = new OrderStatusLongPolling(known, 1, Duration.ofMillis(20));
        distrustful.start();
        CompletableFuture<Found> answer =
                distrustful.await(order.id(), null, LONG).orElseThrow();

        known.status = Optional.of(order.after(order.placed(), order.paymentRequested()));

        assertThat(answer.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(found(true));
        distrustful.stop();
    }

    @Test
    void whatTheClientDoesNotKnowIsToldAtOnce() {
        assertThat(wait(version -> version == 7, LONG).join()).isEqualTo(found(true));
    }

    @Test
    void aSettledOrderIsToldAtOnce() {
        known.status = Optional.of(order.after(order.placed(), order.paymentRequested(), order.captured()));

        assertThat(wait(version -> true, LONG).join()).isEqualTo(found(true));
    }

    @Test
    void anOrderThatIsNotThereIsNotWaitedFor() {
        known.status = Optional.empty();

        assertThat(news.await(order.id(), null, LONG)).isEmpty();
        assertThat(news.waiting()).isZero();
    }

    @Test
    void whenTheTimeIsOverItIsToldHowThingsAre() {
        assertThat(wait(null, Duration.ofMillis(1)).join()).isEqualTo(found(true));
    }

    @Test
    void whoFindsNoPlaceIsAnsweredAtOnce() {
        CompletableFuture<Found> first = wait(null, LONG);
        awaitWaiting(1);

        assertThat(wait(null, LONG).join()).isEqualTo(found(false));

        known.status = Optional.of(order.after(order.placed(), order.paymentRequested()));
        news.arrived(order.id().toString());
        assertThat(first.join()).isEqualTo(found(true));
        assertThat(wait(null, Duration.ofMillis(1)).join()).isEqualTo(found(true));
    }

    @Test
    void whoeverWaitsIsAnsweredWhenTheProcessEnds() {
        CompletableFuture<Found> answer = wait(null, LONG);
        awaitWaiting(1);

        news.stop();

        assertThat(answer.join()).isEqualTo(found(true));
        assertThat(wait(null, LONG).join()).isEqualTo(found(false));
    }

    private Found found(boolean wasHeld) {
        return new Found(known.status.orElseThrow(), wasHeld);
    }

    private CompletableFuture<Found> wait(@Nullable LongPredicate isKnown, Duration atMost) {
        return news.await(order.id(), isKnown, atMost).orElseThrow();
    }

    private void awaitWaiting(int count) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> news.waiting() == count);
    }
}
