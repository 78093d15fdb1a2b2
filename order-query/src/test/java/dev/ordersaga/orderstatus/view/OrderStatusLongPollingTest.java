package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.orderstatus.view.OrderStatusFixture.statusAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.orderstatus.persons.Viewer;
import dev.ordersaga.orderstatus.view.OrderStatuses.Found;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderStatusLongPollingTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String CLIENT = "192.0.2.1";
    private static final Viewer VIEWER = new Viewer(OrderEvents.TENANT, "17850");

    private final OrderEvents order = anOrder();
    private final OneOrder orders = new OneOrder();
    private final OrderStatusLongPolling longPolling = new OrderStatusLongPolling(orders, 2, 1, Duration.ofHours(1));

    /** Holds the current status of one order, if there is one. */
    private static final class OneOrder implements OrderStatuses {

        final AtomicInteger refreshes = new AtomicInteger();
        volatile Optional<OrderStatus> status = Optional.empty();

        @Override
        public Optional<OrderStatus> find(UUID orderId, Viewer viewer) {
            return status.filter(order -> order.isVisibleTo(viewer));
        }

        @Override
        public OrderStatus refresh(OrderStatus known) {
            refreshes.incrementAndGet();
            return status.orElseThrow();
        }

        @Override
        public List<OrderSummary> list(OrderSearch search) {
            return List.of();
        }
    }

    @BeforeEach
    void start() {
        longPolling.start();
        orders.status = Optional.of(statusAfter(order, order.placed()));
    }

    @AfterEach
    void stop() {
        longPolling.stop();
    }

    @Test
    void aHeldRequestIsAnsweredWhenTheOrderChanges() {
        CompletableFuture<Found> answer = hold(null, LONG);
        awaitHeld(1);

        orders.status = Optional.of(statusAfter(order, order.placed(), order.paymentRequested()));
        longPolling.onEvent(order.id().toString());

        assertThat(answer.join()).isEqualTo(found(true));
        assertThat(longPolling.held()).isZero();
    }

    @Test
    void anEventWithoutNotificationIsFoundByPolling() {
        OrderStatusLongPolling polling = new OrderStatusLongPolling(orders, 1, 1, Duration.ofMillis(20));
        polling.start();
        CompletableFuture<Found> answer =
                polling.await(order.id(), VIEWER, null, LONG, CLIENT).orElseThrow();

        orders.status = Optional.of(statusAfter(order, order.placed(), order.paymentRequested()));

        assertThat(answer.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(found(true));
        polling.stop();
    }

    @Test
    void aVersionThatTheClientDoesNotKnowIsAnsweredImmediately() {
        assertThat(hold(version -> version == 7, LONG).join()).isEqualTo(found(true));
    }

    @Test
    void aSettledOrderIsAnsweredImmediately() {
        orders.status = Optional.of(statusAfter(order, order.placed(), order.paymentRequested(), order.confirmed()));

        assertThat(hold(version -> true, LONG).join()).isEqualTo(found(true));
    }

    @Test
    void aMissingOrderIsNotWaitedFor() {
        orders.status = Optional.empty();

        assertThat(longPolling.await(order.id(), VIEWER, null, LONG, CLIENT)).isEmpty();
        assertThat(longPolling.held()).isZero();
    }

    @Test
    void anOrderOfSomeoneElseIsNotWaitedForAndTakesNoPlace() {
        for (Viewer other : List.of(new Viewer("other", null), new Viewer(OrderEvents.TENANT, "12346"))) {
            assertThat(longPolling.await(order.id(), other, null, LONG, CLIENT)).isEmpty();
        }

        assertThat(longPolling.held()).isZero();
        assertThat(hold(null, Duration.ofMillis(1)).join())
                .as("the place is free")
                .isEqualTo(found(true));
    }

    @Test
    void theTimeoutAnswersWithTheCurrentStatus() {
        assertThat(hold(null, Duration.ofMillis(1)).join()).isEqualTo(found(true));
    }

    @Test
    void withoutAPermitARequestIsAnsweredImmediately() {
        CompletableFuture<Found> first = hold(null, LONG);
        awaitHeld(1);

        assertThat(hold(null, LONG).join()).isEqualTo(found(false));

        orders.status = Optional.of(statusAfter(order, order.placed(), order.paymentRequested()));
        longPolling.onEvent(order.id().toString());
        assertThat(first.join()).isEqualTo(found(true));
        assertThat(hold(null, Duration.ofMillis(1)).join()).isEqualTo(found(true));
    }

    @Test
    void placesAreCountedPerClientAndInTotal() {
        hold(null, LONG);
        awaitHeld(1);

        assertThat(hold(null, LONG).join()).isEqualTo(found(false));
        CompletableFuture<Found> ofAnother =
                longPolling.await(order.id(), VIEWER, null, LONG, "192.0.2.2").orElseThrow();
        awaitHeld(2);
        assertThat(longPolling
                        .await(order.id(), VIEWER, null, LONG, "192.0.2.3")
                        .orElseThrow()
                        .join())
                .isEqualTo(found(false));
        assertThat(ofAnother).isNotDone();
    }

    @Test
    void aClientThatIsGoneFreesItsPlace() {
        CompletableFuture<Found> held = hold(null, LONG);
        awaitHeld(1);

        held.cancel(false);

        assertThat(longPolling.held()).isZero();
        assertThat(hold(null, Duration.ofMillis(1)).join()).isEqualTo(found(true));
    }

    @Test
    void theStatusOfALargeOrderIsNotKeptButReadAgain() {
        OrderStatus large = withLines(orders.status.orElseThrow(), 51);
        orders.status = Optional.of(large);

        assertThat(hold(null, Duration.ofMillis(1))
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join())
                .isEqualTo(found(true));
        CompletableFuture<Found> answer = hold(null, LONG);
        awaitHeld(1);
        orders.status = Optional.of(withLines(statusAfter(order, order.placed(), order.paymentRequested()), 51));
        longPolling.onEvent(order.id().toString());
        assertThat(answer.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(found(true));
        assertThat(orders.refreshes).hasValue(0);
    }

    private static OrderStatus withLines(OrderStatus status, int count) {
        return new OrderStatus(
                status.orderId(),
                status.tenant(),
                status.customerId(),
                status.order(),
                status.rejection(),
                status.cancellation(),
                status.requiredAction(),
                status.version(),
                Collections.nCopies(count, status.lines().getFirst()),
                status.timeline(),
                status.placedAt(),
                status.updatedAt());
    }

    @Test
    void aHeldRequestIsAnsweredAtShutdown() {
        CompletableFuture<Found> answer = hold(null, LONG);
        awaitHeld(1);

        longPolling.stop();

        assertThat(answer.join()).isEqualTo(found(true));
        assertThat(hold(null, LONG).join()).isEqualTo(found(false));
    }

    private Found found(boolean wasHeld) {
        return new Found(orders.status.orElseThrow(), wasHeld);
    }

    private CompletableFuture<Found> hold(@Nullable LongPredicate isKnown, Duration atMost) {
        return longPolling.await(order.id(), VIEWER, isKnown, atMost, CLIENT).orElseThrow();
    }

    private void awaitHeld(int count) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> longPolling.held() == count);
    }
}
