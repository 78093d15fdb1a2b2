package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private final FakeTime time = new FakeTime();

    @Test
    void upperBoundOfTheJitterDoublesUpToItsLimit() {
        List<Long> millis = IntStream.of(0, 1, 2, 3, 7, 8, 1_000)
                .mapToObj(attempt -> withRandom(0.5).pauseAfter(attempt, null).toMillis())
                .toList();

        assertThat(millis).containsExactly(50L, 100L, 200L, 400L, 6_400L, 10_000L, 10_000L);
    }

    @Test
    void retryAfterIsNeverShortened() {
        assertThat(withRandom(0).pauseAfter(0, Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
        assertThat(withRandom(0).pauseAfter(0, null)).isZero();
    }

    @Test
    void attemptsEndBeforeASleepBeyondTheTimeLimit() throws InterruptedException {
        RetryPolicy.Attempts attempts = withRandom(0).start();

        assertThat(attempts.sleepBeforeNext(Duration.ofSeconds(40))).isTrue();
        assertThat(attempts.sleepBeforeNext(Duration.ofSeconds(20))).isTrue();
        assertThat(attempts.sleepBeforeNext(Duration.ofSeconds(1))).isFalse();
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(40), Duration.ofSeconds(20));
    }

    @Test
    void interruptEndsASleep() throws InterruptedException {
        Thread sleeping = Thread.ofVirtual().start(() -> {
            try {
                ReplayTime.SYSTEM.sleep(Duration.ofDays(1));
            } catch (InterruptedException expected) {
                Thread.currentThread().interrupt();
            }
        });
        sleeping.interrupt();

        assertThat(sleeping.join(Duration.ofSeconds(10))).isTrue();
    }

    private RetryPolicy withRandom(double random) {
        return new RetryPolicy(Duration.ofSeconds(60), time, () -> random);
    }
}
