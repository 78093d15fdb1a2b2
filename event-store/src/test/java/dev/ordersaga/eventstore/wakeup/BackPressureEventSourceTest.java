package dev.ordersaga.eventstore.wakeup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.junit.jupiter.api.Test;

class BackPressureEventSourceTest {

    private final AtomicBoolean hasEvents = new AtomicBoolean(true);
    private final AtomicBoolean isFull = new AtomicBoolean();
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final ManualTimer timer = new ManualTimer();
    private final Deque<Runnable> scheduled = timer.scheduled;

    private final TrackingEventStream stream =
            new BackPressureEventSource(token -> new Events(), isFull::get, timer).openStream(null);

    BackPressureEventSourceTest() {
        stream.setOnAvailableCallback(wakeUps::incrementAndGet);
    }

    @Test
    void eventsPassWhileThereIsRoom() throws InterruptedException {
        assertThat(isAvailable()).isTrue();
        assertThat(stream.nextAvailable().getPayload()).isEqualTo("event");
        assertThat(scheduled).isEmpty();
    }

    @Test
    void aReaderThatIsHeldBackIsWokenToAskAgain() throws InterruptedException {
        isFull.set(true);

        assertThat(isAvailable()).isFalse();
        assertThat(isAvailable()).isFalse();
        assertThat(scheduled).as("one wake-up for all questions").hasSize(1);
        assertThat(wakeUps).hasValue(0);

        scheduled.remove().run();
        assertThat(wakeUps).hasValue(1);
        assertThat(isAvailable()).isFalse();
        assertThat(scheduled).hasSize(1);

        isFull.set(false);
        assertThat(isAvailable()).isTrue();
    }

    @Test
    void aReaderWithoutEventsIsNotWoken() throws InterruptedException {
        isFull.set(true);
        hasEvents.set(false);

        assertThat(isAvailable()).isFalse();
        assertThat(scheduled).isEmpty();
    }

    private boolean isAvailable() throws InterruptedException {
        return stream.hasNextAvailable(0, TimeUnit.MILLISECONDS);
    }

    private final class Events implements TrackingEventStream {

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return hasEvents.get() ? Optional.of(nextAvailable()) : Optional.empty();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return hasEvents.get();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            return new GenericTrackedEventMessage<>(
                    new GlobalSequenceTrackingToken(1), GenericEventMessage.asEventMessage("event"));
        }

        @Override
        public void close() {}
    }
}
