package dev.ordersaga.eventprocessing.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.processors.ProcessorInfo.SegmentView;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class StalledProcessorAlertsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ProcessorRegistry processors = mock(ProcessorRegistry.class);
    private final StalledProcessorAlerts alerts =
            new StalledProcessorAlerts(processors, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aSegmentThatMovesOrHasNothingToDoIsNone() {
        stored(false, moving(0), new SegmentView(1, "process-1", 40, 0, 0), new SegmentView(2, null, 40, 0, 0));
        assertThat(alerts.count()).isZero();
        assertThat(alerts.oldest(10)).isEmpty();
    }

    @Test
    void aStalledSegmentIsOne() {
        stored(false, moving(0), new SegmentView(1, "process-1", 2, 40, 90.5));
        assertThat(alerts.count()).isEqualTo(1);
        OperatorAlert alert = alerts.oldest(10).getFirst();
        assertThat(alert.kind()).isEqualTo("processor");
        assertThat(alert.subject()).isEqualTo("view/1");
        assertThat(alert.since()).isEqualTo(NOW.minusMillis(90_500));
        assertThat(alert.cause()).isEqualTo("running, claimed by process-1, 40 events behind");
        assertThat(alert.remedy()).contains("log of its service");
    }

    @Test
    void anUnclaimedSegmentIsOne() {
        stored(false, new SegmentView(0, null, 2, 40, 61));
        assertThat(alerts.oldest(10))
                .extracting(OperatorAlert::cause)
                .containsExactly("running, unclaimed, 40 events behind");
    }

    @Test
    void aPausedProcessorIsOneOnceItsEventsWait() {
        stored(true, new SegmentView(0, null, 42, 0, 0));
        assertThat(alerts.count()).isZero();
        stored(true, new SegmentView(0, null, 2, 40, 61));
        assertThat(alerts.oldest(10)).singleElement().satisfies(alert -> {
            assertThat(alert.cause()).startsWith("paused, unclaimed");
            assertThat(alert.remedy()).contains("/operations/processors/{name}/resume");
        });
    }

    @Test
    void whatHasWaitedLongestIsFirst() {
        stored(false, new SegmentView(0, null, 30, 10, 61), new SegmentView(1, null, 2, 40, 300));
        assertThat(alerts.oldest(1)).extracting(OperatorAlert::subject).containsExactly("view/1");
    }

    /** A measurement that fails is shown as unknown. */
    @Test
    void unknownIsNotZero() {
        when(processors.list()).thenThrow(new DataAccessResourceFailureException("down"));
        assertThatThrownBy(alerts::count).hasMessage("down");
    }

    private static SegmentView moving(int segment) {
        return new SegmentView(segment, "process-1", 40, 2, 0.2);
    }

    private void stored(boolean paused, SegmentView... segments) {
        when(processors.list())
                .thenReturn(List.of(new ProcessorInfo("view", "order-query", paused, List.of(segments))));
    }
}
