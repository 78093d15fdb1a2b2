package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.shop.SampleShop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Time that passes only by sleeping, separately for each thread, without waiting. */
final class FakeTime implements ReplayTime {

    private final ThreadLocal<Duration> passed = ThreadLocal.withInitial(() -> Duration.ZERO);
    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread interruptedBySleep;

    /** From now on a sleep interrupts this thread, and ends only by an interrupt itself. */
    void interruptBySleep(Thread thread) {
        interruptedBySleep = thread;
    }

    @Override
    public Instant now() {
        return SampleShop.DAY.plus(passed.get());
    }

    @Override
    public long nanos() {
        return passed.get().toNanos();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread interrupted = interruptedBySleep;
        if (interrupted != null) {
            interrupted.interrupt();
            new CountDownLatch(1).await();
        }
        sleeps.add(duration);
        passed.set(passed.get().plus(duration));
    }

    /** Durations of all sleeps of all threads. */
    List<Duration> sleeps() {
        return sleeps;
    }
}
