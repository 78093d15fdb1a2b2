package dev.ordersaga.eventstore.appending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventstore.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SnapshotPresenceTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T10:00:00Z"));
    private final SnapshotPresence presence = new SnapshotPresence(clock);
    private final AtomicBoolean anyStored = new AtomicBoolean();
    private final AtomicInteger queries = new AtomicInteger();

    @Test
    void queriesOnceAMinuteUntilASnapshotExistsAndThenNeverAgain() {
        assertThat(mayExist()).isFalse();
        assertThat(mayExist()).isFalse();
        assertThat(queries).hasValue(1);
        anyStored.set(true);
        assertThat(mayExist()).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(mayExist()).isTrue();
        clock.advance(Duration.ofMinutes(5));
        assertThat(mayExist()).isTrue();
        assertThat(queries).hasValue(2);
    }

    @Test
    void aSnapshotOfThisProcessNeedsNoQuery() {
        presence.stored();
        assertThat(mayExist()).isTrue();
        assertThat(queries).hasValue(0);
    }

    private boolean mayExist() {
        return presence.mayExist(() -> {
            queries.incrementAndGet();
            return anyStored.get();
        });
    }
}
