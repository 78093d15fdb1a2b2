package dev.ordersaga.lab.system;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass: a benchmark measures what happens meanwhile. */
public final class Pause {

    private Pause() {}

    /** Returns after {@code millis} milliseconds. */
    public static void of(long millis) throws InterruptedException {
        if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }
}
