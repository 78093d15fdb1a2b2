package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Event log that reads from the {@link LocalCommitCache} where it holds the next events, otherwise from the table. */
final class CachedEventLog implements EventLog {

    private final LocalCommitCache cache;
    private final EventLog log;

    CachedEventLog(LocalCommitCache cache, EventLog log) {
        this.cache = cache;
        this.log = log;
    }

    /** A page from the cache is always reported as full: events of other processes may follow it. */
    @Override
    public Page read(long position, Collection<Long> gaps, int limit) throws SQLException {
        StoreIdentity store = cache.store();
        List<StoredEvent> cached = gaps.isEmpty() ? cache.after(store, position, limit) : List.of();
        return cached.isEmpty()
                ? log.read(position, gaps, limit)
                : new Page(store, Math.max(cache.newest(), cached.getLast().index()), cached, true);
    }

    @Override
    public OptionalLong first() throws SQLException {
        return log.first();
    }

    @Override
    public OptionalLong firstSince(String timestamp) throws SQLException {
        return log.firstSince(timestamp);
    }

    @Override
    public Optional<Instant> timestampOfFirstAfter(long index) throws SQLException {
        return log.timestampOfFirstAfter(index);
    }
}
