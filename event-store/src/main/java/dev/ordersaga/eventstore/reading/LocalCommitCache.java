package dev.ordersaga.eventstore.reading;

import dev.ordersaga.eventstore.appending.AppendedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * In-memory tail of the events that this process committed last, which saves its readers queries. A reader at the index
 * directly before a cached event may continue with it: the event is committed, and nothing lies in between. Where an index
 * is missing in the cache, only the database can tell why.
 */
public final class LocalCommitCache {

    /** A reader that is further behind than this reads whole pages anyway. */
    private static final int CAPACITY = 4_096;

    private final StoreChangeDetector storeChanges;
    private final NavigableMap<Long, Cached> events = new ConcurrentSkipListMap<>();
    private final Map<String, Long> indexes = new ConcurrentHashMap<>();

    private record Cached(StoreIdentity store, StoredEvent event) {}

    LocalCommitCache(StoreChangeDetector storeChanges) {
        this.storeChanges = storeChanges;
        storeChanges.onReplaced(this::clear);
    }

    /** Adds the events that the running transaction has stored once it commits. */
    void addAfterCommit(List<AppendedEvent> stored) {
        boolean isCertain = stored.size() <= CAPACITY
                && stored.stream().allMatch(AppendedEvent::isOutsideSavepoints)
                && TransactionSynchronizationManager.isSynchronizationActive();
        if (isCertain) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    stored.forEach(LocalCommitCache.this::add);
                }
            });
        }
    }

    private void add(AppendedEvent stored) {
        var store = new StoreIdentity(stored.serverStartedAtMicros(), stored.sequenceOid());
        if (store.equals(storeChanges.current())) {
            events.put(stored.index(), new Cached(store, new StoredEvent(stored.index(), stored.data())));
            indexes.put(stored.data().getEventIdentifier(), stored.index());
            for (int surplus = indexes.size() - CAPACITY; surplus > 0; surplus--) {
                evicted(events.pollFirstEntry());
            }
        }
    }

    /** Whether all of these committed events are cached. */
    public boolean containsAll(Collection<? extends EventMessage<?>> committed) {
        return committed.stream().allMatch(event -> isCached(event.getIdentifier()));
    }

    private boolean isCached(String identifier) {
        Long index = indexes.get(identifier);
        Cached cached = index == null ? null : events.get(index);
        return cached != null && cached.store().equals(storeChanges.current());
    }

    private void evicted(Map.@Nullable Entry<Long, Cached> oldest) {
        if (oldest != null) {
            indexes.remove(oldest.getValue().event().data().getEventIdentifier());
        }
    }

    private void clear() {
        events.clear();
        indexes.clear();
    }

    /** The highest cached index; -1 if the cache is empty. */
    public long newest() {
        Map.Entry<Long, Cached> last = events.lastEntry();
        while (last != null && !last.getValue().store().equals(storeChanges.current())) {
            events.remove(last.getKey(), last.getValue());
            evicted(last);
            last = events.lastEntry();
        }
        return last == null ? -1 : last.getKey();
    }

    /** The cached events that follow {@code index} in {@code store} without a gap; empty if the database must be read. */
    List<StoredEvent> after(StoreIdentity store, long index, int limit) {
        List<StoredEvent> following = new ArrayList<>();
        Cached next = events.get(index + 1);
        while (next != null && next.store().equals(store) && following.size() < limit) {
            following.add(next.event());
            next = events.get(next.event().index() + 1);
        }
        return following;
    }

    /** The store that the cached events belong to. */
    StoreIdentity store() {
        return storeChanges.current();
    }
}
