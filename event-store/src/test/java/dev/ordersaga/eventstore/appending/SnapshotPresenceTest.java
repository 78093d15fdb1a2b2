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
    private final SnapshotPresence use = new SnapshotPresence(clock);
    private final AtomicBoolean anyStored = new AtomicBoolean();
    private final AtomicInteger questions = new AtomicInteger();

    @Test
    void asksOnceAMinuteUntilThereIsOneAndThenNeverAgain() {
        assertThat(asked()).isFalse();
        assertThat(asked()).isFalse();
        assertThat(questions).hasValue(1);
        anyStored.set(true);
        assertThat(asked()).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(asked()).isTrue();
        clock.advance(Duration.ofMinutes(5));
        assertThat(asked()).isTrue();
        assertThat(questions).hasValue(2);
    }

    @Test
    void knowsOfItsOwn() {
        use.stored();
        assertThat(asked()).isTrue();
        assertThat(questions).hasValue(0);
    }

    private boolean asked() {
        return use.mayExist(() -> {
            questions.incrementAndGet();
            return anyStored.get();
        });
    }
}
