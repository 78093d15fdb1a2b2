package dev.ordersaga.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** {@link ReconciliationWindow}. */
class ReconciliationWindowTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration WINDOW = Duration.ofDays(8);
    private static final Duration OVERLAP = Duration.ofHours(1);

    private final InMemoryReconciliationStore store = new InMemoryReconciliationStore();
    private final ReconciliationWindow window = new ReconciliationWindow(
            store,
            new ReconciliationSettings(Duration.ofMinutes(5), OVERLAP, Duration.ZERO, Duration.ofDays(1), WINDOW));

    @Test
    void withoutARunItReachesBackToTheFirstEvent() {
        assertThat(window.ofRecent("one", NOW)).isEqualTo(NOW.minus(WINDOW));
        store.begin(NOW.minus(Duration.ofDays(30)));
        assertThat(window.ofRecent("one", NOW))
                .isEqualTo(NOW.minus(Duration.ofDays(30)).minus(OVERLAP));
        store.begin(NOW.minus(Duration.ofDays(1)));
        assertThat(window.ofRecent("one", NOW)).isEqualTo(NOW.minus(WINDOW).minus(OVERLAP));
    }

    @Test
    void afterALongOutageItReachesBackToTheLastSuccessfulRun() {
        Instant lastRun = NOW.minus(Duration.ofDays(20));
        store.save(new ReconciliationReport.Run("one", lastRun, lastRun, false, lastRun, lastRun, 0, 0, 0, 0, 0));
        assertThat(window.ofRecent("one", NOW)).isEqualTo(lastRun.minus(OVERLAP));
        assertThat(window.ofAll("one", NOW)).isEqualTo(Instant.parse("2026-10-31T00:00:00Z"));
    }

    @Test
    void theFullWindowConsistsOfWholeDays() {
        store.save(new ReconciliationReport.Run("one", NOW, NOW, false, NOW, NOW, 0, 0, 0, 0, 0));
        assertThat(window.ofAll("one", NOW)).isEqualTo(Instant.parse("2026-11-12T00:00:00Z"));
    }
}
