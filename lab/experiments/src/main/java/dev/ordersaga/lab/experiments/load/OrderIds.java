package dev.ordersaga.lab.experiments.load;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Random ids of orders, the same sequence for the same seed; each is used once. */
public final class OrderIds {

    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final AtomicLong state;

    public OrderIds(long seed) {
        state = new AtomicLong(seed);
    }

    /** A UUID of version 4. */
    public UUID next() {
        long most = (mixed() & ~0xF000L) | VERSION_4;
        long least = (mixed() & 0x3FFF_FFFF_FFFF_FFFFL) | VARIANT;
        return new UUID(most, least);
    }

    /** The generator SplitMix64: an atomic counter suffices as its state. */
    private long mixed() {
        long z = state.addAndGet(0x9E37_79B9_7F4A_7C15L);
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
