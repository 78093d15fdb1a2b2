package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/** An event log that runs a step after each read, so that its page is outdated when it is used. */
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
    public Optional<Instant> timestampOfFirstAfter(long from) throws SQLException {
        return log.timestampOfFirstAfter(from);
    }
}
