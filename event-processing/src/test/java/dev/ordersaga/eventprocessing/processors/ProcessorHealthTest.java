package dev.ordersaga.eventprocessing.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
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

    private void isAvailable(Segment... segments) {
        when(tokens.fetchAvailableSegments("view")).thenReturn(List.of(segments));
    }

    private Health health() {
        Health health = new ProcessorHealth(processing, NoTransactionManager.instance()).health();
        return java.util.Objects.requireNonNull(health);
    }
}
