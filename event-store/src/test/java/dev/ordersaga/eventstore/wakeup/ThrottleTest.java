package dev.ordersaga.eventstore.wakeup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final AtomicLong time = new AtomicLong();
    private final AtomicInteger runs = new AtomicInteger();
    private final ManualTimer timer = new ManualTimer();
    private final Deque<Runnable> scheduled = timer.scheduled;
    private final List<Duration> delays = timer.delays;

    private final Throttle throttle = new Throttle(runs::incrementAndGet, Duration.ofNanos(100), timer, time::get);

    @Test
    void theFirstRequestRunsAtOnceAndAllOthersOfTheIntervalShareOneRunAtItsEnd() {
        throttle.request();
        assertThat(runs).hasValue(1);
        time.set(30);
        throttle.request();
        throttle.request();
        throttle.request();
        assertThat(runs).hasValue(1);
        assertThat(delays).containsExactly(Duration.ofNanos(70));
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
