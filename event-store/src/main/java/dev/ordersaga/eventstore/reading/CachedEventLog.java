package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The event table, except where this process knows by itself what follows. */
final class CachedEventLog implements EventLog {

    private final LocalCommitCache own;
    private final EventLog log;

    CachedEventLog(LocalCommitCache own, EventLog log) {
        this.own = own;
        this.log = log;
    }

    /** What this process knows is never all that there may be: what follows it has still to be asked for. */
    @Override
    public Page read(long position, Collection<Long> gaps, int limit) throws SQLException {
        StoreIdentity store = own.store();
        List<StoredEvent> known = gaps.isEmpty() ? own.after(store, position, limit) : List.of();
        return known.isEmpty()
                ? log.read(position, gaps, limit)
                : new Page(store, Math.max(own.newest(), known.getLast().index()), known, true);
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
    public Optional<Instant> happenedAfter(long index) throws SQLException {
        return log.happenedAfter(index);
    }
}
