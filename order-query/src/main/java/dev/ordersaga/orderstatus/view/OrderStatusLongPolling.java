package dev.ordersaga.orderstatus.view;

import dev.ordersaga.eventstore.wakeup.CommitNotifications;
import dev.ordersaga.orderstatus.persons.Viewer;
import dev.ordersaga.orderstatus.view.OrderStatuses.Found;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Long polling for order status ({@code Prefer: wait}, RFC 7240). A held request is answered when an event of its order is
 * committed; a poll every few seconds covers lost notifications. It occupies no thread and no database connection.
 */
public final class OrderStatusLongPolling implements SmartLifecycle {

    private static final int MAX_CONCURRENT_REFRESHES = 8;

    /** A held request keeps the status of an order with at most this many lines, and reads it again otherwise. */
    private static final int KEPT_LINES = 50;

    private final OrderStatuses orders;
    private final Duration pollInterval;
    private final HeldRequestPlaces places;
    private final Map<String, Set<HeldRequest>> heldByOrder = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor refreshes = new ThreadPoolExecutor(
            MAX_CONCURRENT_REFRESHES,
            MAX_CONCURRENT_REFRESHES,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("long-polling-", 0).factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("long-polling-timer").factory(), new ThreadPoolExecutor.DiscardPolicy());
    private volatile boolean running;

    /**
     * @param maxHeld how many requests are held at a time; all others are answered immediately
     * @param maxHeldPerClient how many of them may come from one client
     * @param pollInterval how late an event is found at worst if its notification was lost
     */
    public OrderStatusLongPolling(OrderStatuses orders, int maxHeld, int maxHeldPerClient, Duration pollInterval) {
        this.orders = orders;
        this.pollInterval = pollInterval;
        this.places = new HeldRequestPlaces(maxHeld, maxHeldPerClient);
        timer.setRemoveOnCancelPolicy(true);
        refreshes.allowCoreThreadTimeOut(true);
    }

    /**
     * Waits until the order has a version that the client does not know, until it is settled, or until the timeout.
     *
     * @param isKnown whether the client knows a version; null if it knows the version that is current now
     * @param client whose places are limited; an order that the viewer does not see takes none
     * @return empty if the viewer sees no order with this id; cancel the future when the client is gone
     */
    public Optional<CompletableFuture<Found>> await(
            UUID orderId, Viewer viewer, @Nullable LongPredicate isKnown, Duration timeout, String client) {
        // Registered before the first read, so that no event between the read and the registration is missed.
        HeldRequest request = new HeldRequest(orderId, client);
        try {
            return orders.find(orderId, viewer)
                    .map(first -> request.begins(first, isKnown, timeout)
                            ? request.answer
                            : CompletableFuture.completedFuture(new Found(first, false)));
        } finally {
            request.releaseUnlessHeld();
        }
    }

    /** Subscribes to the notifications of commits. */
    void subscribeTo(CommitNotifications notifications) {
        notifications.onCommit(event -> {
            // Does not touch the payload: one that cannot be deserialized must not stop the notifications of all
            // orders.
            if (event instanceof DomainEventMessage<?> message) {
                onEvent(message.getAggregateIdentifier());
            }
        });
    }

    /** Refreshes the requests that are held for this order. */
    void onEvent(String orderId) {
        heldByOrder.getOrDefault(orderId, Set.of()).forEach(HeldRequest::refresh);
    }

    /** Number of requests that are held now. */
    public int held() {
        return heldByOrder.values().stream().mapToInt(Set::size).sum();
    }

    /** One held request. It has at most one refresh in flight, and repeats it once for all triggers that came meanwhile. */
    private final class HeldRequest {

        private final UUID orderId;
        private final String client;
        private final CompletableFuture<Found> answer = new CompletableFuture<>();
        /** Triggers without a finished refresh; 1 at first, for the read in {@link #await}. */
        private final AtomicInteger triggers = new AtomicInteger(1);

        private final AtomicBoolean isReleased = new AtomicBoolean();
        private volatile boolean hasPlace;
        private volatile LongPredicate isKnown = version -> true;
        /** Null if it is too large to keep. */
        private volatile @Nullable OrderStatus last;

        private volatile boolean isOver;
        private volatile @Nullable Future<?> timeout;

        HeldRequest(UUID orderId, String client) {
            this.orderId = orderId;
            this.client = client;
            // When it is cancelled; otherwise it is released before the answer.
            var unused = answer.whenComplete((found, failure) -> release());
            heldByOrder.compute(orderId.toString(), (id, others) -> {
                Set<HeldRequest> all = others == null ? ConcurrentHashMap.newKeySet() : others;
                all.add(this);
                return all;
            });
        }

        /** False if there is no place for it. */
        boolean begins(OrderStatus first, @Nullable LongPredicate known, Duration atMost) {
            hasPlace = running && places.tryTake(client);
            if (hasPlace) {
                long current = first.version();
                isKnown = known == null ? version -> version == current : known;
                keep(first);
                timeout = timer.schedule(this::answerLast, atMost.toNanos(), TimeUnit.NANOSECONDS);
                refreshed(first, 1);
            }
            return hasPlace;
        }

        void refresh() {
            if (triggers.getAndIncrement() == 0) {
                refreshNow();
            }
        }

        private void refreshNow() {
            int handled = triggers.get();
            CompletableFuture.supplyAsync(this::read, refreshes).whenComplete((found, failure) -> {
                if (failure == null) {
                    refreshed(found, handled);
                } else {
                    release();
                    answer.completeExceptionally(failure);
                }
            });
        }

        private OrderStatus read() {
            OrderStatus known = last;
            return known == null ? orders.find(orderId, Viewer.UNLIMITED).orElseThrow() : orders.refresh(known);
        }

        private void keep(OrderStatus found) {
            last = found.lines().size() <= KEPT_LINES ? found : null;
        }

        private void refreshed(OrderStatus found, int handled) {
            keep(found);
            if (found.isSettled() || !isKnown.test(found.version()) || isOver || !running) {
                answer(found);
            } else if (triggers.addAndGet(-handled) > 0) {
                refreshNow();
            }
        }

        void answerLast() {
            isOver = true;
            OrderStatus status = last;
            if (status == null) {
                refresh();
            } else {
                answer(status);
            }
        }

        private void answer(OrderStatus status) {
            release();
            answer.complete(new Found(status, true));
        }

        void releaseUnlessHeld() {
            if (!hasPlace) {
                release();
            }
        }

        /** Before the answer, so that the client's next request finds a place. */
        void release() {
            if (!isReleased.compareAndSet(false, true)) {
                return;
            }
            heldByOrder.computeIfPresent(orderId.toString(), (id, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
            if (hasPlace) {
                places.free(client);
            }
            Future<?> scheduled = timeout;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
        }
    }

    private void refreshAll() {
        heldByOrder.values().forEach(all -> all.forEach(HeldRequest::refresh));
    }

    @Override
    public void start() {
        running = true;
        Future<?> unused = timer.scheduleWithFixedDelay(
                this::refreshAll, pollInterval.toMillis(), pollInterval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops before the web server, whose graceful shutdown waits for held requests. */
    @Override
    public void stop() {
        running = false;
        heldByOrder.values().forEach(all -> all.forEach(HeldRequest::answerLast));
        timer.shutdownNow();
        refreshes.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
