package dev.ordersaga.eventprocessing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.axonframework.common.transaction.NoTransactionManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ranges are folded beside each other, and written in order, each with its position. */
class RebuildCopyTest {

    private static final String VIEW = "view";
    private static final long TARGET = 12_000;

    private final RebuildTable table = mock(RebuildTable.class);
    private final RebuildableView view = mock(RebuildableView.class);
    private final List<String> written = new ArrayList<>();
    private boolean isStopped;
    private final RebuildCopy copy = new RebuildCopy(table, NoTransactionManager.instance(), () -> isStopped);
    private long position;

    @BeforeEach
    void everyRangeHasRows() {
        when(view.name()).thenReturn(VIEW);
        when(view.fold(anyLong(), anyLong())).thenAnswer(call -> rows(call.getArgument(0), call.getArgument(1)));
        doAnswer(call -> written.add(new String(call.<byte[]>getArgument(0), StandardCharsets.UTF_8)))
                .when(view)
                .copy(any());
        when(table.isAt(eq(view), anyLong())).thenAnswer(call -> position == call.<Long>getArgument(1));
        doAnswer(call -> position = call.getArgument(1)).when(table).advance(eq(VIEW), anyLong());
    }

    @Test
    void rangesAreWrittenInOrderHoweverLongOneTakes() {
        CountDownLatch laterRange = new CountDownLatch(1);
        when(view.fold(0, 5_000)).thenAnswer(call -> {
            laterRange.await();
            return rows(0, 5_000);
        });
        when(view.fold(5_000, 10_000)).thenAnswer(call -> {
            laterRange.countDown();
            return rows(5_000, 10_000);
        });
        assertThat(copy.run(view, new RebuildTable.Progress(0, TARGET))).hasValue(TARGET);
        assertThat(written).containsExactly("0-5000", "5000-10000", "10000-12000");
        assertThat(position).isEqualTo(TARGET);
    }

    @Test
    void aResumedCopyContinuesAfterTheLastRange() {
        position = 10_000;
        assertThat(copy.run(view, new RebuildTable.Progress(10_000, TARGET))).hasValue(TARGET);
        assertThat(written).containsExactly("10000-12000");
    }

    @Test
    void nothingIsWrittenAfterARangeThatFails() {
        when(view.fold(5_000, 10_000)).thenThrow(new IllegalStateException("on purpose"));
        assertThatThrownBy(() -> copy.run(view, new RebuildTable.Progress(0, TARGET)))
                .hasMessage("on purpose");
        assertThat(written).containsExactly("0-5000");
        assertThat(position).isEqualTo(5_000);
    }

    @Test
    void aCopyThatAnotherProcessHasTakenOverEnds() {
        doAnswer(call -> position = call.<Long>getArgument(1) + 1).when(table).advance(eq(VIEW), anyLong());
        assertThat(copy.run(view, new RebuildTable.Progress(0, TARGET))).isEmpty();
        assertThat(written).containsExactly("0-5000");
    }

    @Test
    void aStoppedProcessWritesNothing() {
        isStopped = true;
        assertThat(copy.run(view, new RebuildTable.Progress(0, TARGET))).isEmpty();
        assertThat(written).isEmpty();
    }

    private static byte[] rows(long after, long upTo) {
        return (after + "-" + upTo).getBytes(StandardCharsets.UTF_8);
    }
}
