package dev.ordersaga.eventstore.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventstore.appending.AppendedEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class LocalCommitCacheTest {

    private static final StoreIdentity STORE = new StoreIdentity(1, 2);
    private static final StoreIdentity RESTORED = new StoreIdentity(3, 2);

    private final StoreChangeDetector storeChanges = new StoreChangeDetector();
    private final LocalCommitCache cache = new LocalCommitCache(storeChanges);

    @BeforeEach
    void follow() {
        storeChanges.check(StoreIdentity.NONE, STORE);
        TransactionSynchronizationManager.initSynchronization();
    }

    @AfterEach
    void end() {
        TransactionSynchronizationManager.clear();
    }

    @Test
    void storedEventsAreCachedFromTheirCommitOn() {
        cache.addAfterCommit(List.of(stored(5), stored(6)));
        assertThat(following(4)).isEmpty();
        assertThat(cache.newest()).isNegative();
        assertThat(cache.containsAll(List.of(event(5)))).isFalse();

        commit();

        assertThat(following(4)).containsExactly(5L, 6L);
        assertThat(cache.newest()).isEqualTo(6);
        assertThat(cache.containsAll(List.of(event(5), event(6)))).isTrue();
        assertThat(cache.containsAll(List.of(event(6), event(7)))).isFalse();
    }

    @Test
    void aMissingIndexMustBeReadFromTheDatabase() {
        committed(stored(5), stored(6), stored(8));
        assertThat(following(3)).isEmpty();
        assertThat(following(4)).containsExactly(5L, 6L);
        assertThat(following(6)).isEmpty();
        assertThat(following(7)).containsExactly(8L);
        assertThat(cache.after(STORE, 4, 1)).hasSize(1);
    }

    @Test
    void eventsThatASavepointMayHaveRolledBackAreNotCached() {
        committed(stored(5), new AppendedEvent(6, false, 1, 2, data(6)));
        assertThat(following(4)).isEmpty();
        assertThat(cache.containsAll(List.of(event(5)))).isFalse();
    }

    @Test
    void eventsOfAnotherDatabaseAreNotCached() {
        committed(new AppendedEvent(5, true, 3, 2, data(5)));
        assertThat(following(4)).isEmpty();
    }

    @Test
    void theCacheIsEmptyAfterTheDatabaseWasReplaced() {
        committed(stored(5), stored(6));
        storeChanges.check(RESTORED, RESTORED);
        assertThat(following(4)).isEmpty();
        assertThat(cache.newest()).isNegative();
        assertThat(cache.containsAll(List.of(event(5)))).isFalse();
    }

    @Test
    void onlyTheNewestAreCached() {
        committed(LongStream.rangeClosed(1, 4_000)
                .mapToObj(LocalCommitCacheTest::stored)
                .toArray(AppendedEvent[]::new));
        committed(LongStream.rangeClosed(4_001, 8_000)
                .mapToObj(LocalCommitCacheTest::stored)
                .toArray(AppendedEvent[]::new));
        assertThat(following(0)).isEmpty();
        assertThat(following(7_900)).hasSize(100);
        assertThat(cache.newest()).isEqualTo(8_000);
    }

    @Test
    void withoutTransactionSynchronizationNothingIsCached() {
        TransactionSynchronizationManager.clear();
        cache.addAfterCommit(List.of(stored(5)));
        assertThat(cache.containsAll(List.of(event(5)))).isFalse();
    }

    private void committed(AppendedEvent... events) {
        cache.addAfterCommit(List.of(events));
        commit();
        TransactionSynchronizationManager.clear();
        TransactionSynchronizationManager.initSynchronization();
    }

    private static void commit() {
        TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
    }

    private List<Long> following(long index) {
        return cache.after(STORE, index, 1_000).stream().map(StoredEvent::index).toList();
    }

    private static AppendedEvent stored(long index) {
        return new AppendedEvent(index, true, STORE.startedAtMicros(), STORE.sequenceOid(), data(index));
    }

    private static GenericDomainEventEntry<byte[]> data(long index) {
        return new GenericDomainEventEntry<>(
                "T", "a", index, "e" + index, "2026-01-01T00:00:00Z", "x", null, new byte[0], new byte[0]);
    }

    private static EventMessage<?> event(long index) {
        return new GenericDomainEventMessage<>(
                "T", "a", index, "x", MetaData.emptyInstance(), "e" + index, Instant.EPOCH);
    }
}
