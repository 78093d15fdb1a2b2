package dev.ordersaga.eventprocessing.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventprocessing.sagas.ConcurrentSagaUpdateException;
import dev.ordersaga.eventstore.reading.StoreReplacedException;
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

class FailureKindTest {

    @ParameterizedTest
    @CsvSource({
        "08006, OUTAGE",
        "53300, OUTAGE",
        "57P01, OUTAGE",
        "57014, OUTAGE",
        "58030, OUTAGE",
        "25P04, OUTAGE",
        "25006, OUTAGE",
        "28P01, OUTAGE",
        "42501, OUTAGE",
        "26000, OUTAGE",
        "40001, CONTENTION",
        "40P01, CONTENTION",
        "55P03, LOCKED",
        "25P02, EVENT",
        "23505, EVENT",
        "22012, EVENT"
    })
    void theDatabasesErrors(String state, FailureKind kind) {
        var error = new IllegalStateException("outer", new SQLException("inner", state));
        assertThat(FailureKind.of(error)).isEqualTo(kind);
    }

    @Test
    void noConnectionIsAnOutage() {
        assertThat(FailureKind.of(
                        new CannotCreateTransactionException("no", new SQLTransientConnectionException("pool"))))
                .isEqualTo(FailureKind.OUTAGE);
        assertThat(FailureKind.of(new IllegalStateException(new SQLTransientConnectionException("pool"))))
                .isEqualTo(FailureKind.OUTAGE);
        assertThat(FailureKind.of(
                        new IllegalStateException("rollback failed", new SQLException("Connection is closed"))))
                .isEqualTo(FailureKind.OUTAGE);
        assertThat(FailureKind.of(new QueryTimeoutException("slow"))).isEqualTo(FailureKind.OUTAGE);
        assertThat(FailureKind.of(new UnableToClaimTokenException("stolen"))).isEqualTo(FailureKind.OUTAGE);
    }

    @Test
    void concurrentUpdatesAreContention() {
        assertThat(FailureKind.of(new ConcurrentSagaUpdateException("1"))).isEqualTo(FailureKind.CONTENTION);
        var refused = new SagaStorageException("cannot write", new SQLException("refused", "P0001"));
        assertThat(FailureKind.of(refused)).isEqualTo(FailureKind.EVENT);
        assertThat(FailureKind.of(new CommandExecutionException("step", new ConcurrencyException("late"))))
                .isEqualTo(FailureKind.CONTENTION);
    }

    /** The reader opens the stream again; the failure is not related to an event. */
    @Test
    void aRestartedDatabaseIsContentionOrAnOutage() {
        assertThat(FailureKind.of(new StoreReplacedException())).isEqualTo(FailureKind.CONTENTION);
        assertThat(FailureKind.of(new EventStoreException("cannot read", new SQLException("gone", "57P01"))))
                .isEqualTo(FailureKind.OUTAGE);
    }

    @Test
    void everythingElseIsAFailureOfTheEvent() {
        assertThat(FailureKind.of(new NullPointerException())).isEqualTo(FailureKind.EVENT);
        assertThat(FailureKind.of(new AggregateNotFoundException("1", "no order")))
                .isEqualTo(FailureKind.EVENT);
        assertThat(FailureKind.of(new DuplicateKeyException("twice", new SQLException("twice", "23505"))))
                .isEqualTo(FailureKind.EVENT);
    }
}
