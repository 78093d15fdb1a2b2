package dev.ordersaga.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventstore.reading.StoreReplacedException;
import dev.ordersaga.eventstore.sagas.SagaChangedException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.saga.SagaStorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

class FaultTest {

    @ParameterizedTest
    @CsvSource({
        "08006, OUTAGE",
        "53300, OUTAGE",
        "57P01, OUTAGE",
        "57014, OUTAGE",
        "58030, OUTAGE",
        "25P04, OUTAGE",
        "40001, CONTENTION",
        "40P01, CONTENTION",
        "55P03, CONTENTION",
        "25P02, EVENT",
        "23505, EVENT",
        "22012, EVENT"
    })
    void theDatabasesErrors(String state, Fault fault) {
        var error = new IllegalStateException("outer", new SQLException("inner", state));
        assertThat(Fault.of(error)).isEqualTo(fault);
    }

    @Test
    void noConnectionIsAnOutage() {
        assertThat(Fault.of(new CannotCreateTransactionException("no", new SQLTransientConnectionException("pool"))))
                .isEqualTo(Fault.OUTAGE);
        assertThat(Fault.of(new IllegalStateException(new SQLTransientConnectionException("pool"))))
                .isEqualTo(Fault.OUTAGE);
        assertThat(Fault.of(new IllegalStateException("roll-back in vain", new SQLException("Connection is closed"))))
                .isEqualTo(Fault.OUTAGE);
        assertThat(Fault.of(new QueryTimeoutException("slow"))).isEqualTo(Fault.OUTAGE);
        assertThat(Fault.of(new UnableToClaimTokenException("stolen"))).isEqualTo(Fault.OUTAGE);
    }

    @Test
    void aLostRaceIsContention() {
        assertThat(Fault.of(new SagaChangedException("1"))).isEqualTo(Fault.CONTENTION);
        var refused = new SagaStorageException("cannot write", new SQLException("refused", "P0001"));
        assertThat(Fault.of(refused)).isEqualTo(Fault.EVENT);
        assertThat(Fault.of(new CommandExecutionException("step", new ConcurrencyException("late"))))
                .isEqualTo(Fault.CONTENTION);
    }

    /** Whoever reads opens the stream again; an event has nothing to do with it. */
    @Test
    void aDatabaseThatWasRestartedIsReadAgain() {
        assertThat(Fault.of(new StoreReplacedException())).isEqualTo(Fault.CONTENTION);
        assertThat(Fault.of(new EventStoreException("cannot read", new SQLException("gone", "57P01"))))
                .isEqualTo(Fault.OUTAGE);
    }

    @Test
    void everythingElseIsTheEvents() {
        assertThat(Fault.of(new NullPointerException())).isEqualTo(Fault.EVENT);
        assertThat(Fault.of(new AggregateNotFoundException("1", "no order"))).isEqualTo(Fault.EVENT);
        assertThat(Fault.of(new DuplicateKeyException("twice", new SQLException("twice", "23505"))))
                .isEqualTo(Fault.EVENT);
    }
}
