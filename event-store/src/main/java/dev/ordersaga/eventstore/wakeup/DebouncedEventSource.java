package dev.ordersaga.eventstore.wakeup;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * Debounces the wake-ups of one reader: each event may delay its wake-up, and events that arrive meanwhile are delivered
 * with it. That makes fewer wake-ups and transactions, and leaves more CPU time to processors that clients wait for.
 */
public final class DebouncedEventSource extends ForwardingEventSource {

    private static final int LOAD = 100;

    private final Delay delay;
    private final Duration delayUnderLoad;
    private final ScheduledExecutorService timer;

    /** How long an event may stay unread. */
    public interface Delay {
        Duration of(TrackedEventMessage<?> event);
    }

    /**
     * @param delayUnderLoad the delay after a wake-up with more than {@value #LOAD} events, and then a reader that is awake
     *     waits, too, for what arrives later, so that its batches are as large as the delay makes them; zero for neither
     * @param timer wakes readers after a delay, in its own thread
     */
    public DebouncedEventSource(
            StreamableMessageSource<TrackedEventMessage<?>> source,
            Delay delay,
            Duration delayUnderLoad,
            ScheduledExecutorService timer) {
        super(source);
        this.delay = delay;
        this.delayUnderLoad = delayUnderLoad;
        this.timer = timer;
    }

    @Override
    TrackingEventStream decorate(TrackingEventStream events) {
        return new DebouncedStream(events);
    }

    private final class DebouncedStream extends ForwardingStream {

        private static final long NONE = Long.MAX_VALUE;

        /** Time of the reader's next wake-up, by {@link System#nanoTime()}. */
        private final AtomicLong next = new AtomicLong(NONE);

        /** Index of the newest event that became available. */
        private volatile long newest = -1;
        /** Index of the last event that may be read before the next wake-up. */
        private volatile long last = Long.MAX_VALUE;
        /** Events read since the last wake-up; approximate. */
        private volatile int read;

        private volatile boolean isUnderLoad;

        DebouncedStream(TrackingEventStream events) {
            super(events);
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            if (!(events instanceof WakeUpEventStream wakeable)) {
                return events.setOnAvailableCallback(callback);
            }
            wakeable.onAvailable(event -> {
                if (event != null) {
                    newest = position(event);
                }
                wake(callback, event == null ? Duration.ZERO : delayOf(event));
            });
            return true;
        }

        private Duration delayOf(TrackedEventMessage<?> event) {
            Duration usual = delay.of(event);
            return isUnderLoad && usual.compareTo(delayUnderLoad) < 0 ? delayUnderLoad : usual;
        }

        private static long position(TrackedEventMessage<?> event) {
            return event.trackingToken().position().orElse(Long.MAX_VALUE);
        }

        private void wake(Runnable reader, Duration within) {
            if (within.isZero()) {
                last = Long.MAX_VALUE;
                reader.run();
                return;
            }
            long due = System.nanoTime() + within.toNanos();
            if (next.getAndAccumulate(due, Math::min) > due) {
                Future<?> unused = timer.schedule(
                        () -> {
                            next.set(NONE);
                            if (delayUnderLoad.isPositive()) {
                                isUnderLoad = read > LOAD;
                                read = 0;
                                // After "next" was reset: a later event schedules a wake-up of its own.
                                last = newest;
                            }
                            reader.run();
                        },
                        within.toNanos(),
                        TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return events.hasNextAvailable(timeout, unit)
                    && (last == Long.MAX_VALUE
                            || events.peek().map(DebouncedStream::position).orElse(Long.MAX_VALUE) <= last);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // A count that is off by some is as good.
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            read++;
            return events.nextAvailable();
        }
    }
}
