package dev.ordersaga.lab.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Time that only passes in pauses, and for each thread by itself: nobody really waits. */
final class FakeTime implements ReplayTime {

    private final ThreadLocal<Duration> passed = ThreadLocal.withInitial(() -> Duration.ZERO);
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Override
    public Instant now() {
        return SampleShop.DAY.plus(passed.get());
    }

    @Override
    public long nanos() {
        return passed.get().toNanos();
    }

    @Override
    public void pause(Duration duration) throws StoppedException {
        if (stopped.get()) {
            throw new StoppedException();
        }
        pauses.add(duration);
        passed.set(passed.get().plus(duration));
    }

    @Override
    public void stop() {
        stopped.set(true);
    }

    @Override
    public boolean isStopped() {
        return stopped.get();
    }

    /** All pauses of all threads. */
    List<Duration> pauses() {
        return pauses;
    }
}
