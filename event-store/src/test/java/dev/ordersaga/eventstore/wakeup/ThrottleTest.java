package dev.ordersaga.eventstore.wakeup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final AtomicLong time = new AtomicLong();
    private final AtomicInteger runs = new AtomicInteger();
    private final List<Runnable> scheduled = new ArrayList<>();
    private final List<Long> delays = new ArrayList<>();

    /** Records what is scheduled. */
    private final ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(0) {
        @Override
        @SuppressWarnings("NullAway") // The result is not used.
        public @Nullable ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            scheduled.add(command);
            delays.add(unit.toNanos(delay));
            return null;
        }
    };

    private final Throttle throttle = new Throttle(runs::incrementAndGet, Duration.ofNanos(100), later, time::get);

    @Test
    void theFirstRequestRunsAtOnceAndAllOthersOfTheIntervalShareOneRunAtItsEnd() {
        throttle.request();
        assertThat(runs).hasValue(1);
        time.set(30);
        throttle.request();
        throttle.request();
        throttle.request();
        assertThat(runs).hasValue(1);
        assertThat(delays).containsExactly(70L);
        time.set(100);
        scheduled.getFirst().run();
        assertThat(runs).hasValue(2);
    }

    @Test
    void aRequestAfterAnIdleIntervalRunsAtOnce() {
        throttle.request();
        time.set(100);
        throttle.request();
        assertThat(runs).hasValue(2);
        assertThat(scheduled).isEmpty();
    }

    @Test
    void aRequestDuringTheDelayedRunIsServedByALaterOne() {
        throttle.request();
        time.set(10);
        throttle.request();
        time.set(100);
        scheduled.getFirst().run();
        time.set(110);
        throttle.request();
        assertThat(scheduled).hasSize(2);
    }
}
