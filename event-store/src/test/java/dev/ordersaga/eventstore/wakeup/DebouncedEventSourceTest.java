package dev.ordersaga.eventstore.wakeup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.junit.jupiter.api.Test;

class DebouncedEventSourceTest {

    private static final TrackedEventMessage<?> URGENT = event("urgent");
    private static final TrackedEventMessage<?> PLAIN = event("plain");
    private static final TrackedEventMessage<?> UNHANDLED = event("unhandled");

    private final ManualTimer timer = new ManualTimer();
    private final Deque<Runnable> scheduled = timer.scheduled;
    private final List<Duration> delays = timer.delays;
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final WakeUpRegistry waiting = new WakeUpRegistry();

    private final DebouncedEventSource source = new DebouncedEventSource(
            token -> new WakeUpEventStream(new Empty(), waiting, new NeverReplaced()),
            event -> Duration.ofMillis(event == URGENT ? 0 : event == PLAIN ? 25 : 200),
            Duration.ZERO,
            timer);

    private final TrackingEventStream stream = source.openStream(null);

    @Test
    void anUrgentEventWakesTheReaderAtOnce() {
        listen();

        waiting.wakeFor(URGENT);
        waiting.wakeFor(URGENT);

        assertThat(wakeUps).hasValue(2);
        assertThat(scheduled).isEmpty();
    }

    @Test
    void eventsWithinTheDelayWakeTheReaderOnceAtItsEnd() {
        listen();

        waiting.wakeFor(PLAIN);
        waiting.wakeFor(PLAIN);
        waiting.wakeFor(UNHANDLED);

        assertThat(wakeUps).hasValue(0);
        assertThat(delays).containsExactly(Duration.ofMillis(25));
        scheduled.remove().run();
        assertThat(wakeUps).hasValue(1);

        waiting.wakeFor(PLAIN);
        scheduled.remove().run();
        assertThat(wakeUps).as("the next delay").hasValue(2);
    }

    @Test
    void anEventWithALongDelayDoesNotDelayALaterOneWithAShortDelay() {
        listen();

        waiting.wakeFor(UNHANDLED);
        waiting.wakeFor(PLAIN);

        assertThat(delays).containsExactly(Duration.ofMillis(200), Duration.ofMillis(25));
    }

    @Test
    void anEventThatArrivesDuringTheWakeUpIsNotLost() {
        stream.setOnAvailableCallback(() -> {
            if (wakeUps.incrementAndGet() == 1) {
                waiting.wakeFor(PLAIN);
            }
        });
        waiting.wakeFor(PLAIN);

        scheduled.remove().run();

        assertThat(scheduled).hasSize(1);
    }

    @Test
    void aWakeUpWithoutAnEventIsNotDelayed() {
        listen();

        waiting.wakeAll();

        assertThat(wakeUps).hasValue(1);
    }

    @Test
    void aClosedStreamIsNotWoken() {
        listen();
        stream.close();

        waiting.wakeAll();
        waiting.wakeFor(URGENT);

        assertThat(wakeUps).hasValue(0);
    }

    @Test
    void aReaderThatCollectsReadsOnlyWhatArrivedBeforeItsWakeUp() throws InterruptedException {
        TrackingEventStream collecting = new DebouncedEventSource(
                        token -> new WakeUpEventStream(new Following(), waiting, new NeverReplaced()),
                        event -> Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        timer)
                .openStream(null);
        collecting.setOnAvailableCallback(wakeUps::incrementAndGet);
        assertThat(collecting.hasNextAvailable()).as("before the first wake-up").isTrue();

        waiting.wakeFor(at(0));
        scheduled.remove().run();
        assertThat(collecting.hasNextAvailable()).isTrue();
        collecting.nextAvailable();
        assertThat(collecting.hasNextAvailable()).isFalse();

        waiting.wakeFor(at(1));
        assertThat(collecting.hasNextAvailable()).as("within the delay").isFalse();
        scheduled.remove().run();
        assertThat(collecting.hasNextAvailable()).isTrue();
        collecting.nextAvailable();

        waiting.wakeAll();
        assertThat(collecting.hasNextAvailable()).as("whatever there is").isTrue();
    }

    @Test
    void aReaderThatCollectsWaitsLongerUnderLoad() throws InterruptedException {
        TrackingEventStream collecting = new DebouncedEventSource(
                        token -> new WakeUpEventStream(new Following(), waiting, new NeverReplaced()),
                        event -> Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        timer)
                .openStream(null);
        collecting.setOnAvailableCallback(wakeUps::incrementAndGet);
        for (int i = 0; i < 200; i++) {
            collecting.nextAvailable();
        }
        waiting.wakeFor(at(200));
        scheduled.remove().run();
        waiting.wakeFor(at(201));
        scheduled.remove().run();
        waiting.wakeFor(at(202));

        assertThat(delays).extracting(Duration::toMillis).containsExactly(25L, 100L, 25L);
    }

    private void listen() {
        assertThat(stream.setOnAvailableCallback(wakeUps::incrementAndGet)).isTrue();
    }

    private static TrackedEventMessage<?> event(String payload) {
        return new GenericTrackedEventMessage<>(
                GapAwareTrackingToken.newInstance(1, Set.of()), GenericEventMessage.asEventMessage(payload));
    }

    private static TrackedEventMessage<?> at(long index) {
        return new GenericTrackedEventMessage<>(
                GapAwareTrackingToken.newInstance(index, Set.of()), GenericEventMessage.asEventMessage("any"));
    }

    /** Always has one event more. */
    private static final class Following implements TrackingEventStream {

        private long next;

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.of(at(next));
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return true;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            return at(next++);
        }

        @Override
        public void close() {}
    }

    private static final class Empty implements TrackingEventStream {

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.empty();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return false;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            throw new IllegalStateException("there is none");
        }

        @Override
        public void close() {}
    }

    private static final class NeverReplaced implements WakeUpEventStream.Source {

        @Override
        public boolean isReplaced() {
            return false;
        }

        @Override
        public long privateReads() {
            return 0;
        }

        @Override
        public void readNewEvents() {}
    }
}
