package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the event table in index order, as it is visible: with gaps. */
interface EventLog {

    /**
     * Up to {@code limit} events above {@code position}, preceded by those at {@code gaps}, in one snapshot.
     *
     * @param gaps indexes below {@code position}; empty except for tokens that stock Axon stored
     */
    Page read(long position, Collection<Long> gaps, int limit) throws SQLException;

    /** The lowest index; empty if there is no event. */
    OptionalLong first() throws SQLException;

    /** The lowest index of an event with a timestamp not before {@code timestamp}, as Axon writes it; empty if none. */
    OptionalLong firstSince(String timestamp) throws SQLException;

    /** The timestamp of the first event above {@code index}; empty if there is none. */
    Optional<Instant> timestampOfFirstAfter(long index) throws SQLException;
}
