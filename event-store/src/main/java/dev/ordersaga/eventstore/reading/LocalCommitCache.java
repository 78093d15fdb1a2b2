package dev.ordersaga.eventstore.reading;

import dev.ordersaga.eventstore.appending.AppendedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The events that this process has committed last, so that its readers need not ask the database for them. Whoever is at
 * the index right before one of them may go on with it: it is committed, and there is nothing in between. Where an index
 * is missing here, only the database knows why.
 */
public final class LocalCommitCache {

    /** A reader that has fallen behind by more than this reads whole pages anyway. */
    private static final int MOST = 256;

    private final StoreChangeDetector watch;
    private final NavigableMap<Long, Own> events = new ConcurrentSkipListMap<>();

    private record Own(StoreIdentity store, StoredEvent event) {}

    LocalCommitCache(StoreChangeDetector watch) {
        this.watch = watch;
        watch.onReplaced(events::clear);
    }

    /** Remembers what the running transaction has stored, from the moment of its commit on. */
    void expect(List<AppendedEvent> stored) {
        boolean isCertain = stored.size() <= MOST
                && stored.stream().allMatch(AppendedEvent::standsAlone)
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
        if (store.equals(watch.current())) {
            events.put(stored.index(), new Own(store, new StoredEvent(stored.index(), stored.data())));
            while (events.size() > MOST) {
                events.pollFirstEntry();
            }
        }
    }

    /** Whether these, which are committed, can all be found here. */
    public boolean hold(Collection<? extends EventMessage<?>> committed) {
        StoreIdentity store = watch.current();
        Set<String> held = new HashSet<>();
        for (Own own : events.values()) {
            if (own.store().equals(store)) {
                held.add(own.event().data().getEventIdentifier());
            }
        }
        return committed.stream().allMatch(event -> held.contains(event.getIdentifier()));
    }

    /** The highest index of them; negative if there is none. */
    public long newest() {
        Map.Entry<Long, Own> last = events.lastEntry();
        while (last != null && !last.getValue().store().equals(watch.current())) {
            events.remove(last.getKey(), last.getValue());
            last = events.lastEntry();
        }
        return last == null ? -1 : last.getKey();
    }

    /** Those that follow {@code index} in {@code store} without a hole; none if only the database knows what follows. */
    List<StoredEvent> after(StoreIdentity store, long index, int limit) {
        List<StoredEvent> following = new ArrayList<>();
        Own next = events.get(index + 1);
        while (next != null && next.store().equals(store) && following.size() < limit) {
            following.add(next.event());
            next = events.get(next.event().index() + 1);
        }
        return following;
    }

    /** Whose events they are. */
    StoreIdentity store() {
        return watch.current();
    }
}
