package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final FakeTime time = new FakeTime();

    @Test
    void theJittersUpperEndDoublesUpToItsLimit() {
        BackOff almostUpperEnd = new BackOff(FIRST, LONGEST, () -> 0.5);

        List<Long> millis = IntStream.of(0, 1, 2, 3, 7, 8, 1_000)
                .mapToObj(attempt -> almostUpperEnd.pauseAfter(attempt, null).toMillis())
                .toList();

        assertThat(millis).containsExactly(50L, 100L, 200L, 400L, 6_400L, 10_000L, 10_000L);
    }

    @Test
    void whatTheServiceAskedForIsNeverCut() {
        BackOff noJitter = new BackOff(FIRST, LONGEST, () -> 0);

        assertThat(noJitter.pauseAfter(0, Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
        assertThat(noJitter.pauseAfter(0, null)).isZero();
    }

    @Test
    void patienceEndsBeforeAWaitThatWouldBeTooLong() throws StoppedException {
        Patience.Tries tries = patience().begin();

        assertThat(tries.waitForNext(Duration.ofSeconds(40))).isTrue();
        assertThat(tries.waitForNext(Duration.ofSeconds(20))).isTrue();
        assertThat(tries.waitForNext(Duration.ofSeconds(1))).isFalse();
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(40), Duration.ofSeconds(20));
    }

    @Test
    void aStopEndsEveryWait() {
        Patience.Tries tries = patience().begin();
        time.stop();

        assertThatThrownBy(() -> tries.waitForNext(null)).isInstanceOf(StoppedException.class);
    }

    @Test
    void aStopInterruptsTheWaitThatIsUnderWay() throws InterruptedException {
        ReplayTime real = new SystemTime();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                real.pause(Duration.ofDays(1));
            } catch (StoppedException expected) {
                Thread.currentThread().interrupt();
            }
        });
        real.stop();

        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
        assertThat(real.isStopped()).isTrue();
    }

    private Patience patience() {
        return new Patience(Duration.ofSeconds(60), new BackOff(FIRST, LONGEST, () -> 0), time);
    }
}
