package dev.ordersaga.eventprocessing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalMatchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The new view is never behind the one that it replaces. */
class RebuildStepsTest {

    private static final String VIEW = "view";
    private static final String VERSION = "1";

    private final RebuildTable table = mock(RebuildTable.class);
    private final EventStore store = mock(EventStore.class);
    private final ProcessorRegistry processors = mock(ProcessorRegistry.class);
    private final ViewOfIndexes view = new ViewOfIndexes();
    private final RebuildSteps steps =
            new RebuildSteps(table, store, processors, NoTransactionManager.instance(), Clock.systemUTC());
    private long position;

    @BeforeEach
    void beginRebuild() {
        when(table.lock(VIEW, VERSION)).thenAnswer(call -> Optional.of(new RebuildTable.Progress(position, 0)));
        when(table.isAt(eq(view), anyLong())).thenAnswer(call -> position == call.<Long>getArgument(1));
        doAnswer(call -> position = call.getArgument(1)).when(table).advance(eq(VIEW), anyLong());
    }

    @Test
    void eventsThatTheProcessorHandledMeanwhileAreAppliedWhileTheOldViewIsLocked() throws InterruptedException {
        storeReturns(true, true, false, true);
        when(processors.highestPosition(VIEW)).thenReturn(3L);
        steps.run(view);
        assertThat(view.calls).containsExactly("prepared", "1", "2", "frozen", "3", "swapped", "old dropped");
    }

    @Test
    void aSlowStorePostponesTheSwap() throws InterruptedException {
        storeReturns(true, true, false, false, true);
        when(processors.highestPosition(VIEW)).thenReturn(3L);
        steps.run(view);
        assertThat(view.calls).containsExactly("prepared", "1", "2", "frozen", "3", "frozen", "swapped", "old dropped");
    }

    @Test
    void continuousEventsDoNotPostponeTheSwap() throws InterruptedException {
        BlockingStream<TrackedEventMessage<?>> stream = storeReturns();
        AtomicLong newest = new AtomicLong();
        when(stream.hasNextAvailable(eq(0), any())).thenReturn(false);
        when(stream.hasNextAvailable(not(eq(0)), any())).thenReturn(true);
        when(stream.nextAvailable()).thenAnswer(call -> event(newest.incrementAndGet()));
        when(processors.highestPosition(VIEW)).thenAnswer(call -> newest.get() + 1);
        steps.run(view);
        assertThat(view.calls).containsExactly("prepared", "1", "frozen", "2", "swapped", "old dropped");
    }

    @Test
    void theOldViewIsNotLockedWhileManyEventsAreMissing() throws InterruptedException {
        storeReturns(true, false, true, false, true);
        when(processors.highestPosition(VIEW)).thenReturn(5_000L, 100L, 3L);
        steps.run(view);
        assertThat(view.calls).containsExactly("prepared", "1", "2", "3", "frozen", "swapped", "old dropped");
    }

    @Test
    void theSwapHappensAfterALimitedNumberOfRounds() throws InterruptedException {
        storeReturns();
        when(processors.highestPosition(VIEW)).thenAnswer(call -> view.calls.contains("frozen") ? 0L : 100L);
        steps.run(view);
        assertThat(view.calls).containsExactly("prepared", "frozen", "swapped", "old dropped");
    }

    @Test
    void aRebuildOfAnotherVersionIsLeftToIt() {
        when(table.lock(VIEW, VERSION)).thenReturn(Optional.empty());
        steps.run(view);
        assertThat(view.calls).isEmpty();
    }

    @Test
    void anAbandonedRebuildOfAnotherVersionBeginsAgain() throws InterruptedException {
        storeReturns();
        when(table.restart(VIEW, VERSION)).thenReturn(true, false);
        steps.run(view);
        assertThat(view.calls).startsWith("begun", "prepared");
    }

    /** @param available whether an event is available, call by call; a batch ends with the first false; false after the last */
    @SuppressWarnings("unchecked")
    private BlockingStream<TrackedEventMessage<?>> storeReturns(boolean... available) throws InterruptedException {
        BlockingStream<TrackedEventMessage<?>> stream = mock(BlockingStream.class);
        List<Boolean> left = new ArrayList<>();
        for (boolean isAvailable : available) {
            left.add(isAvailable);
        }
        when(stream.hasNextAvailable(anyInt(), any())).thenAnswer(call -> !left.isEmpty() && left.removeFirst());
        List<Long> indexes = new ArrayList<>(List.of(1L, 2L, 3L));
        when(stream.nextAvailable()).thenAnswer(call -> event(indexes.removeFirst()));
        when(store.openStream(any())).thenReturn(stream);
        return stream;
    }

    private static TrackedEventMessage<?> event(long index) {
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(index), GenericEventMessage.asEventMessage(index));
    }

    /** Records the calls, in order. */
    private static final class ViewOfIndexes implements RebuildableView {

        private final List<String> calls = new ArrayList<>();

        @Override
        public String name() {
            return VIEW;
        }

        @Override
        public String version() {
            return VERSION;
        }

        @Override
        public Class<?> eventType() {
            return Long.class;
        }

        @Override
        public void begin() {
            calls.add("begun");
        }

        @Override
        public byte[] fold(long after, long upTo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void copy(byte[] rows) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void handle(List<? extends TrackedEventMessage<?>> events) {
            events.forEach(event -> calls.add(String.valueOf(event.getPayload())));
        }

        @Override
        public boolean prepare() {
            calls.add("prepared");
            return false;
        }

        @Override
        public void freeze() {
            calls.add("frozen");
        }

        @Override
        public void swap() {
            calls.add("swapped");
        }

        @Override
        public void dropOld() {
            calls.add("old dropped");
        }
    }
}
