package dev.ordersaga.eventstore.reading;

import dev.ordersaga.eventstore.serialization.PayloadProtection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/** Event log that announces the payloads of each page, so that one statement loads what their decryption needs. */
record AnnouncedEventLog(EventLog log, PayloadProtection protection) implements EventLog {

    @Override
    public Page read(long position, Collection<Long> gaps, int limit) throws SQLException {
        Page page = log.read(position, gaps, limit);
        if (!page.events().isEmpty()) {
            protection.announce(page.events().stream()
                    .map(event -> (byte[]) event.data().getPayload().getData())
                    .toList());
        }
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
    public Optional<Instant> timestampOfFirstAfter(long index) throws SQLException {
        return log.timestampOfFirstAfter(index);
    }
}
