package dev.ordersaga.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

class DatabaseUnavailableTest {

    private final DatabaseUnavailable database =
            new DatabaseUnavailable(failure -> "57P01".equals(failure.getSQLState()));

    @ParameterizedTest
    @MethodSource
    void outageIsRecognizedAtAnyDepth(Throwable outage) {
        assertThat(database.causes(outage)).isTrue();
        assertThat(database.causes(new IllegalStateException(new RuntimeException(outage))))
                .isTrue();
    }

    static Stream<Throwable> outageIsRecognizedAtAnyDepth() {
        return Stream.of(
                new CannotCreateTransactionException("no connection"),
                new DataAccessResourceFailureException("no connection"),
                new CannotAcquireLockException("deadlock"),
                new SQLTransientConnectionException("pool is empty"),
                new SQLException("shutting down", "57P01"));
    }

    @ParameterizedTest
    @MethodSource
    void otherFailuresAreNoOutage(Throwable failure) {
        assertThat(database.causes(failure)).isFalse();
    }

    static Stream<Throwable> otherFailuresAreNoOutage() {
        return Stream.of(
                new IllegalStateException("bug"),
                new DataIntegrityViolationException("duplicate", new SQLException("duplicate", "23505")),
                new SQLException("no table", "42P01"),
                new SQLException("no state"));
    }

    @Test
    void cyclicCausesTerminate() {
        Exception one = new IllegalStateException("one");
        Exception two = new IllegalStateException("two", one);
        one.initCause(two);

        assertThat(database.causes(one)).isFalse();
    }
}
