package dev.ordersaga.eventstore.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatermarkTest {

    private static final StoreIdentity STORE = new StoreIdentity(1, 100);
    private static final StoreIdentity OTHER = new StoreIdentity(2, 100);

    private final Queue<SequenceLockSnapshot> snapshots = new ArrayDeque<>();
    private final Watermark watermark = new Watermark(new SequenceLock() {
        @Override
        public SequenceLockSnapshot snapshot() {
            return snapshots.remove();
        }

        @Override
        public Optional<BlockingTransaction> longestHolder() {
            return Optional.empty();
        }
    });

    @Test
    void nothingIsDecidedBeforeTheFirstSnapshot() {
        assertThat(watermark.get().isDecided(StoreIdentity.NONE, 0)).isFalse();
        assertThat(watermark.get().isDecided(STORE, 1)).isFalse();
    }

    @Test
    void withoutHoldersOfTheLockAllTakenIndexesAreDecided() throws SQLException {
        takeSnapshot(7);
        assertThat(watermark.get().isDecided(STORE, 7)).isTrue();
        assertThat(watermark.get().isDecided(STORE, 8)).isFalse();
        assertThat(watermark.get().isDecided(OTHER, 7)).isFalse();
    }

    @Test
    void indexesTakenWhileTheLockWasHeldAreDecidedWhenAllHoldersAreGone() throws SQLException {
        takeSnapshot(7, "a", "b");
        assertThat(watermark.index()).isEqualTo(Long.MIN_VALUE);
        takeSnapshot(9, "b", "c");
        assertThat(watermark.index()).isEqualTo(Long.MIN_VALUE);
        takeSnapshot(12, "c", "d");
        assertThat(watermark.index()).isEqualTo(7);
        takeSnapshot(15, "e");
        assertThat(watermark.index()).isEqualTo(12);
    }

    @Test
    void whileAPreparedTransactionHoldsTheLockNothingIsDecided() throws SQLException {
        takeSnapshot(7, "a");
        snapshots.add(new SequenceLockSnapshot(STORE, 9, Set.of(), true));
        watermark.advance();
        assertThat(watermark.index()).isEqualTo(Long.MIN_VALUE);
        takeSnapshot(9);
        assertThat(watermark.index()).isEqualTo(9);
    }

    @Test
    void itNeverDecreasesInOneStoreAndIsResetInAnother() throws SQLException {
        takeSnapshot(7);
        takeSnapshot(5);
        assertThat(watermark.index()).isEqualTo(7);
        snapshots.add(new SequenceLockSnapshot(OTHER, 3, Set.of("x"), false));
        watermark.advance();
        assertThat(watermark.index()).isEqualTo(Long.MIN_VALUE);
        snapshots.add(new SequenceLockSnapshot(OTHER, 4, Set.of("y"), false));
        watermark.advance();
        assertThat(watermark.index()).isEqualTo(3);
        assertThat(watermark.get().isDecided(STORE, 3)).isFalse();
    }

    @Test
    void aReplacedStoreDoesNotSettleAPendingSnapshot() throws SQLException {
        takeSnapshot(7, "a");
        snapshots.add(new SequenceLockSnapshot(OTHER, 3, Set.of("b"), false));
        watermark.advance();
        assertThat(watermark.index()).isEqualTo(Long.MIN_VALUE);
    }

    private void takeSnapshot(long handedOut, String... holders) throws SQLException {
        snapshots.add(new SequenceLockSnapshot(STORE, handedOut, Set.of(holders), false));
        watermark.advance();
    }
}
