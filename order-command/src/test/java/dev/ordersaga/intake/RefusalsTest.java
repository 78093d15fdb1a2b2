package dev.ordersaga.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventstore.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private final double[] delay = {Double.NaN};
    private final double[] random = {0};
    private final SettableClock clock = new SettableClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final Refusals refusals = new Refusals(() -> delay[0], () -> random[0], clock);

    @Test
    void retryAfterIsSpreadAndGrowsWithTheDelay() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> {
                            random[0] = i / 100.0;
                            return retryAfter();
                        })
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("1", "2", "3", "4");
        delay[0] = 8;
        assertThat(retryAfter()).isEqualTo("16");
        delay[0] = 1000;
        assertThat(retryAfter()).isEqualTo("30");
    }

    @Test
    void refusalsThatGoOnAreAnAlertAfterAMinute() {
        IntakeAlerts alerts = new IntakeAlerts(refusals, clock);
        for (int i = 0; i < 8; i++) {
            retryAfter();
            assertThat(alerts.count()).isZero();
            clock.advance(Duration.ofSeconds(8));
        }
        assertThat(alerts.oldest(10))
                .singleElement()
                .satisfies(alert ->
                        assertThat(alert.since()).isEqualTo(clock.instant().minusSeconds(64)));
        assertThat(refusals.count(RefusalReason.DELAY)).isEqualTo(8);
        clock.advance(Duration.ofSeconds(3));
        assertThat(alerts.count()).isZero();
        retryAfter();
        assertThat(alerts.count()).isZero();
    }

    private String retryAfter() {
        return String.valueOf(refusals.problem(RefusalReason.DELAY).headers().get("Retry-After"));
    }
}
