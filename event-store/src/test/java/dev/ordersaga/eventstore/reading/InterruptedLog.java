package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/** A log with a step after each read: its page is out of date when it is looked at. */
record InterruptedLog(EventLog log, Step afterRead) implements EventLog {

    @Override
    public Page read(long position, Collection<Long> gaps, int limit) throws SQLException {
        Page page = log.read(position, gaps, limit);
        afterRead.run();
        return page;
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
    public Optional<Instant> happenedAfter(long from) throws SQLException {
        return log.happenedAfter(from);
    }
}
