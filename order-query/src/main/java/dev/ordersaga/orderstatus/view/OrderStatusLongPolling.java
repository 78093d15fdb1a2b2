package dev.ordersaga.orderstatus.view;

import static java.util.Objects.requireNonNull;

import dev.ordersaga.eventstore.wakeup.CommitNotifications;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Lets a client wait until something happens to an order, rather than ask again and again. For whoever waits, the order is
 * looked at when there is an event of it, and every few seconds in case that was not told. Waiting takes no thread and no
 * connection to the database.
 */
public final class OrderStatusLongPolling implements SmartLifecycle {

    private static final int LOOKS_AT_A_TIME = 8;

    private final OrderStatuses orders;
    private final Duration betweenLooks;
    private final Semaphore places;
    private final Map<String, Set<Waiter>> waiting = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor looks = new ThreadPoolExecutor(
            LOOKS_AT_A_TIME,
            LOOKS_AT_A_TIME,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("order-news-", 0).factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("order-news-timer").factory(), new ThreadPoolExecutor.DiscardPolicy());
    private volatile boolean running;

    /**
     * @param mostWaiting how many can wait at a time; to all others it is said at once how things are
     * @param betweenLooks how late somebody learns of an event at worst, if it was not told
     */
    public OrderStatusLongPolling(OrderStatuses orders, int mostWaiting, Duration betweenLooks) {
        this.orders = orders;
        this.betweenLooks = betweenLooks;
        this.places = new Semaphore(mostWaiting);
        timer.setRemoveOnCancelPolicy(true);
        looks.allowCoreThreadTimeOut(true);
    }

    /**
     * How things were when the waiting came to its end.
     *
     * @param wasHeld false if the client was not let wait
     */
    public record Found(OrderStatus order, boolean wasHeld) {}

    /**
     * Waits until the order has a version that is not known, until it is settled, or until the time is over.
     *
     * @param isKnown null if whatever is found at first is known then
     * @return empty if no order has this id
     */
    public Optional<CompletableFuture<Found>> await(UUID orderId, @Nullable LongPredicate isKnown, Duration atMost) {
        if (!running || !places.tryAcquire()) {
            return orders.find(orderId).map(order -> CompletableFuture.completedFuture(new Found(order, false)));
        }
        // Is there before the first look, and so told of whatever that misses.
        Waiter waiter = new Waiter(orderId);
        Optional<OrderStatus> first = Optional.empty();
        try {
            first = orders.find(orderId);
            first.ifPresent(order -> waiter.begin(order, isKnown, atMost));
            return first.map(order -> waiter.answer);
        } finally {
            if (first.isEmpty()) {
                waiter.leave();
            }
        }
    }

    /** Lets these events tell what happens. */
    void follow(CommitNotifications arrivals) {
        arrivals.onCommit(event -> {
            // Not by its payload: one that cannot be read must not stop the reading of all.
            if (event instanceof DomainEventMessage<?> inStream) {
                arrived(inStream.getAggregateIdentifier());
            }
        });
    }

    /** Something happened to the order. */
    void arrived(String orderId) {
        waiting.getOrDefault(orderId, Set.of()).forEach(Waiter::look);
    }

    /** How many clients wait. */
    public int waiting() {
        return waiting.values().stream().mapToInt(Set::size).sum();
    }

    /** One client that waits. One look at a time, and one more if there was a reason for it meanwhile. */
    private final class Waiter {

        private final UUID orderId;
        private final CompletableFuture<Found> answer = new CompletableFuture<>();
        /** The first look is under way. */
        private final AtomicInteger reasonsToLook = new AtomicInteger(1);

        private final AtomicBoolean hasLeft = new AtomicBoolean();

        private volatile LongPredicate isOld = version -> true;
        private volatile @Nullable OrderStatus last;
        private volatile @Nullable Future<?> end;

        Waiter(UUID orderId) {
            this.orderId = orderId;
            waiting.compute(orderId.toString(), (id, others) -> {
                Set<Waiter> all = others == null ? ConcurrentHashMap.newKeySet() : others;
                all.add(this);
                return all;
            });
        }

        void begin(OrderStatus first, @Nullable LongPredicate isKnown, Duration atMost) {
            isOld = isKnown == null ? version -> version == first.version() : isKnown;
            last = first;
            end = timer.schedule(this::tellLast, atMost.toNanos(), TimeUnit.NANOSECONDS);
            looked(first, 1);
        }

        void look() {
            if (reasonsToLook.getAndIncrement() == 0) {
                lookNow();
            }
        }

        private void lookNow() {
            int reasons = reasonsToLook.get();
            CompletableFuture.supplyAsync(() -> orders.follow(requireNonNull(last)), looks)
                    .whenComplete((found, fault) -> {
                        if (fault == null) {
                            looked(found, reasons);
                        } else {
                            leave();
                            answer.completeExceptionally(fault);
                        }
                    });
        }

        private void looked(OrderStatus found, int reasons) {
            last = found;
            if (found.isSettled() || !isOld.test(found.version()) || !running) {
                tellLast();
            } else if (reasonsToLook.addAndGet(-reasons) > 0) {
                lookNow();
            }
        }

        void tellLast() {
            OrderStatus known = last;
            if (known != null) {
                leave();
                answer.complete(new Found(known, true));
            }
        }

        /** Before it is answered: whoever has an answer can wait again. */
        void leave() {
            if (!hasLeft.compareAndSet(false, true)) {
                return;
            }
            waiting.computeIfPresent(orderId.toString(), (id, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
            places.release();
            Future<?> scheduled = end;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
        }
    }

    private void lookForAll() {
        waiting.values().forEach(all -> all.forEach(Waiter::look));
    }

    @Override
    public void start() {
        running = true;
        Future<?> unused = timer.scheduleWithFixedDelay(
                this::lookForAll, betweenLooks.toMillis(), betweenLooks.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Before the web server, which would wait for those who wait. */
    @Override
    public void stop() {
        running = false;
        waiting.values().forEach(all -> all.forEach(Waiter::tellLast));
        timer.shutdownNow();
        looks.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
