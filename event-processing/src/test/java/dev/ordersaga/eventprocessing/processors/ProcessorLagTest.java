package dev.ordersaga.eventprocessing.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.ordersaga.eventprocessing.processors.ProcessorInfo.SegmentView;
import dev.ordersaga.eventstore.reading.ExactReading;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of a process that has not claimed the segment, and therefore knows nothing about it itself. */
class ProcessorLagTest {

    private final StreamingEventProcessor processor = mock(StreamingEventProcessor.class);
    private final ProcessorRegistry registry = mock(ProcessorRegistry.class);
    private final ProcessorLag lag;

    ProcessorLagTest() {
        when(processor.getName()).thenReturn("view");
        when(processor.processingStatus()).thenReturn(Map.of());
        lag = new ProcessorLag(processor, 0, mock(ExactReading.class), registry);
    }

    @Test
    void anUnclaimedSegmentIsMeasuredByItsStoredPosition() {
        stored(null);
        assertThat(lag.events()).isEqualTo(40);
        assertThat(lag.seconds()).isEqualTo(7.5);
    }

    @Test
    void ofAnotherProcessItIsUnknown() {
        stored("another");
        assertThat(lag.events()).isNaN();
        assertThat(lag.seconds()).isNaN();
    }

    @Test
    void ofAProcessorThatNeverRanItIsUnknown() {
        when(registry.segment("view", 0)).thenReturn(Optional.empty());
        assertThat(lag.events()).isNaN();
        assertThat(lag.seconds()).isNaN();
    }

    private void stored(@Nullable String owner) {
        when(registry.segment("view", 0)).thenReturn(Optional.of(new SegmentView(0, owner, 2, 40, 7.5)));
    }
}
