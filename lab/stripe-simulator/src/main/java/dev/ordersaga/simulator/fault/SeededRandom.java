package dev.ordersaga.simulator.fault;

import java.util.SplittableRandom;

/** Chance that is the same for the same seed and the same thing, whatever else happens and in whatever order. */
public final class SeededRandom {

    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private SeededRandom() {}

    /** A source of its own for that thing. */
    public static SplittableRandom of(long seed, String thing) {
        long hash = FNV_START ^ seed;
        for (int i = 0; i < thing.length(); i++) {
            hash = (hash ^ thing.charAt(i)) * FNV_PRIME;
        }
        return new SplittableRandom(hash);
    }
}
