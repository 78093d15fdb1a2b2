package dev.ordersaga.http.answer;

import java.util.function.LongSupplier;

/** Seconds for {@code Retry-After}, spread out so that clients that were refused together do not come back together. */
public final class RetryDelays {

    private final LongSupplier random;

    /** @param random uniformly distributed over all longs; thread-safe */
    public RetryDelays(LongSupplier random) {
        this.random = random;
    }

    /** Between the two, both included. */
    public long between(long fewestSeconds, long mostSeconds) {
        return fewestSeconds + Math.floorMod(random.getAsLong(), mostSeconds - fewestSeconds + 1);
    }
}
