package dev.ordersaga.simulator.fault;

import java.util.SplittableRandom;

/** Deterministic random source: depends on seed and subject only, not on the order of calls. */
public final class SeededRandom {

    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private SeededRandom() {}

    /** The source for one subject. */
    public static SplittableRandom of(long seed, String subject) {
        long hash = FNV_START ^ seed;
        for (int i = 0; i < subject.length(); i++) {
            hash = (hash ^ subject.charAt(i)) * FNV_PRIME;
        }
        return new SplittableRandom(hash);
    }
}
