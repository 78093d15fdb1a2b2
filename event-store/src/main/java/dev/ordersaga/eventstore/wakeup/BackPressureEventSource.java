package dev.ordersaga.eventstore.wakeup;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * Holds events back while what follows their reader is full (back pressure), so that a queue without a bound is nowhere but
 * in the event store, where its length and the age of its first entry are known. A reader that is held back has no events:
 * it keeps its claims, and nothing is blocked.
 */
public final class BackPressureEventSource extends ForwardingEventSource {

    /** How often a reader that is held back asks again. */
    private static final Duration ASK_AGAIN = Duration.ofMillis(10);

    private final BooleanSupplier isFull;
    private final ScheduledExecutorService timer;

    /**
     * @param isFull asked before each event, and every 10 ms while it is true
     * @param timer wakes readers, in its own thread
     */
    public BackPressureEventSource(
            StreamableMessageSource<TrackedEventMessage<?>> source,
            BooleanSupplier isFull,
            ScheduledExecutorService timer) {
        super(source);
        this.isFull = isFull;
        this.timer = timer;
    }

    @Override
    TrackingEventStream decorate(TrackingEventStream events) {
        return new HeldBackStream(events);
    }

    private final class HeldBackStream extends ForwardingStream {

        private final AtomicBoolean isWakeUpPending = new AtomicBoolean();
        private volatile Runnable reader = () -> {};

        HeldBackStream(TrackingEventStream events) {
            super(events);
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            reader = callback;
            return events.setOnAvailableCallback(callback);
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (!events.hasNextAvailable(timeout, unit)) {
                return false;
            }
            if (!isFull.getAsBoolean()) {
                return true;
            }
            if (isWakeUpPending.compareAndSet(false, true)) {
                Future<?> unused = timer.schedule(this::wake, ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
            return false;
        }

        private void wake() {
            isWakeUpPending.set(false);
            reader.run();
        }
    }
}
