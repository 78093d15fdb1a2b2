package dev.ordersaga.lab.system;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for a fixed time: an experiment measures what happens during it. */
public final class Pause {

    private Pause() {}

    /** Returns after {@code millis} milliseconds. */
    public static void of(long millis) throws InterruptedException {
        if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the latch is never counted down");
        }
    }
}
