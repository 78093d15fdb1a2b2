package dev.ordersaga.eventprocessing.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.ordersaga.eventstore.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Health of one of several processes, whose segments may be claimed by another one. */
class ProcessorHealthTest {

    private final StreamingEventProcessor processor = mock(StreamingEventProcessor.class);
    private final TokenStore tokens = mock(TokenStore.class);
    private final EventProcessingConfiguration processing = mock(EventProcessingConfiguration.class);
    private final ProcessorErrors errors = new ProcessorErrors();
    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final ProcessorHealth indicator =
            new ProcessorHealth(processing, NoTransactionManager.instance(), errors, Duration.ofSeconds(10), clock);

    @BeforeEach
    void oneProcessorWithOneSegment() {
        when(processing.eventProcessors()).thenReturn(Map.of("view", processor));
        when(processing.tokenStore(anyString())).thenReturn(tokens);
        when(processor.isRunning()).thenReturn(true);
        isAvailable();
    }

    @Test
    void aProcessThatHasTheSegmentIsUp() {
        isAvailable(Segment.ROOT_SEGMENT);
        when(processor.processingStatus()).thenReturn(Map.of(0, mock(EventTrackerStatus.class)));
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aStandbyProcessIsUpDespiteAPastError() {
        when(processor.isError()).thenReturn(true);
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void anUnclaimedSegmentIsDown() {
        isAvailable(Segment.ROOT_SEGMENT);
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getDetails()).containsEntry("view", "unclaimed segments: [0]");
    }

    @Test
    void aProcessThatCannotClaimSegmentsReportsIt() {
        isAvailable(Segment.ROOT_SEGMENT);
        when(processor.isError()).thenReturn(true);
        assertThat(health().getDetails()).containsEntry("view", "cannot read events or claim segments");
    }

    @Test
    void aSegmentThatIsHandedOverIsDownOnlyAfterAClaimTimeout() {
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        isAvailable(Segment.ROOT_SEGMENT);
        assertThat(health().getDetails()).containsEntry("view", "processes segments [], handover of [0]");
        clock.advance(Duration.ofMillis(9_999));
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        clock.advance(Duration.ofMillis(1));
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getDetails()).containsEntry("view", "unclaimed segments: [0]");
    }

    @Test
    void eachHandoverHasTheWholeTimeout() {
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        for (int handover = 0; handover < 3; handover++) {
            isAvailable(Segment.ROOT_SEGMENT);
            assertThat(health().getStatus()).isEqualTo(Status.UP);
            clock.advance(Duration.ofSeconds(9));
            assertThat(health().getStatus()).isEqualTo(Status.UP);
            isAvailable();
            assertThat(health().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void aSegmentThatIsReleasedAfterAnErrorIsDownAtOnce() {
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThatThrownBy(() -> errors.propagating("view")
                        .onError(new IllegalStateException(), mock(), mock(EventMessageHandler.class)))
                .isInstanceOf(IllegalStateException.class);
        isAvailable(Segment.ROOT_SEGMENT);
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
    }

    private void isAvailable(Segment... segments) {
        when(tokens.fetchAvailableSegments("view")).thenReturn(List.of(segments));
    }

    private Health health() {
        return Objects.requireNonNull(indicator.health());
    }
}
