package dev.ordersaga.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallerLimitsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final CallerLimits limits = new CallerLimits(new LimitSettings(10, 5, 3), new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void aCallerMayUseTwiceTheRateAtOnceAndTheRateThen() {
        assertThat(accepted("shop", "/orders", false)).isEqualTo(10);
        assertThat(accepted("shop", "/orders", true))
                .as("reads are counted apart")
                .isEqualTo(20);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(accepted("shop", "/orders", false)).isEqualTo(5);
    }

    @Test
    void callersAndRoutesAreCountedApart() {
        assertThat(accepted("shop", "/orders", false)).isEqualTo(10);

        assertThat(accepted("shop", "/orders/{orderId}/refunds", false)).isEqualTo(10);
        assertThat(accepted("other", "/orders", false)).isEqualTo(10);
    }

    @Test
    void theRefusalSaysHowLongToWait() {
        int unused = accepted("shop", "/orders", false);

        ProblemException refusal =
                limits.refusalOfCaller("shop", "/orders", false).orElseThrow();

        assertThat(refusal.kind()).isEqualTo(HttpProblem.TOO_MANY_REQUESTS);
        assertThat(refusal.headers())
                .containsEntry("Retry-After", "1")
                .containsEntry("RateLimit", "\"write\";r=0;t=1")
                .containsEntry("RateLimit-Policy", "\"write\";q=5;w=1");
    }

    @Test
    void unknownCallersAreLimitedByAddress() {
        int accepted = 0;
        while (limits.refusalOfUnknown("192.0.2.1").isEmpty()) {
            accepted++;
        }
        assertThat(accepted).isEqualTo(6);
        assertThat(limits.refusalOfUnknown("192.0.2.2")).isEmpty();
    }

    private int accepted(String caller, String route, boolean isRead) {
        int accepted = 0;
        while (limits.refusalOfCaller(caller, route, isRead).isEmpty()) {
            accepted++;
        }
        return accepted;
    }
}
