package dev.ordersaga.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Keys in memory are used only for a lease after the last check of the erasures. */
class KeyLeaseTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicInteger queries = new AtomicInteger();
    private final AtomicInteger allEvicted = new AtomicInteger();
    private final List<UUID> evicted = new ArrayList<>();
    private final UUID erased = UUID.randomUUID();
    private final KeyLease lease = new KeyLease(
            Duration.ofNanos(10),
            () -> {
                queries.incrementAndGet();
                return List.of(erased);
            },
            evicted::addAll,
            allEvicted::incrementAndGet,
            nanos::get);

    @Test
    void aCheckIsNeededAfterTheLeaseAndNotBefore() {
        lease.require();
        assertThat(queries).hasValue(1);
        nanos.addAndGet(9);
        lease.require();
        assertThat(queries).hasValue(1);
        nanos.addAndGet(1);
        lease.require();
        assertThat(queries).hasValue(2);
    }

    @Test
    void checksInTimeEvictWhatIsErasedAndALateOneEverything() {
        lease.require();
        assertThat(allEvicted).hasValue(1);
        nanos.addAndGet(5);
        lease.check();
        assertThat(evicted).containsExactly(erased);
        assertThat(allEvicted).hasValue(1);
        nanos.addAndGet(10);
        lease.check();
        assertThat(allEvicted).as("an erasure may have been done meanwhile").hasValue(2);
    }

    /** The lease begins before the query, whose answer is as old as its begin. */
    @Test
    void theTimeOfTheCheckCounts() {
        var slow = new KeyLease(
                Duration.ofNanos(10),
                () -> {
                    nanos.addAndGet(8);
                    queries.incrementAndGet();
                    return List.of();
                },
                evicted::addAll,
                allEvicted::incrementAndGet,
                nanos::get);
        slow.require();
        nanos.addAndGet(2);
        slow.require();
        assertThat(queries).hasValue(2);
    }
}
