package dev.ordersaga.eventstore.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {

    /** Every class of appendix A of PostgreSQL's documentation, by one of its codes. */
    @ParameterizedTest
    @CsvSource({
        "02000, STATEMENT",
        "03000, STATEMENT",
        "09000, STATEMENT",
        "0A000, STATEMENT",
        "0B000, STATEMENT",
        "0F001, STATEMENT",
        "0L000, STATEMENT",
        "0P000, STATEMENT",
        "0Z002, STATEMENT",
        "10608, STATEMENT",
        "20000, STATEMENT",
        "21000, STATEMENT",
        "22012, STATEMENT",
        "22P05, STATEMENT",
        "23505, STATEMENT",
        "24000, STATEMENT",
        "25001, STATEMENT",
        "25P02, STATEMENT",
        "27000, STATEMENT",
        "2B000, STATEMENT",
        "2D000, STATEMENT",
        "2F000, STATEMENT",
        "34000, STATEMENT",
        "38000, STATEMENT",
        "39000, STATEMENT",
        "3B000, STATEMENT",
        "3F000, STATEMENT",
        "42P01, STATEMENT",
        "42601, STATEMENT",
        "44000, STATEMENT",
        "54000, STATEMENT",
        "55000, STATEMENT",
        "HV000, STATEMENT",
        "P0001, STATEMENT",
        "XX000, STATEMENT",
        "40000, CONTENTION",
        "40001, CONTENTION",
        "40P01, CONTENTION",
        "55P03, LOCKED",
        "55006, CONTENTION",
        "72000, CONTENTION",
        "40002, STATEMENT",
        "40003, UNREACHABLE",
        "25P03, INTERRUPTED",
        "25P04, INTERRUPTED",
        "57014, INTERRUPTED",
        "28000, UNAVAILABLE",
        "28P01, UNAVAILABLE",
        "3D000, UNAVAILABLE",
        "42501, UNAVAILABLE",
        "53100, UNAVAILABLE",
        "53200, UNAVAILABLE",
        "53300, UNAVAILABLE",
        "53400, UNAVAILABLE",
        "58030, UNAVAILABLE",
        "F0000, UNAVAILABLE",
        "26000, SESSION_LOST",
        "42P05, SESSION_LOST",
        "08000, UNREACHABLE",
        "08006, UNREACHABLE",
        "08P01, UNREACHABLE",
        "25006, UNREACHABLE",
        "57000, UNREACHABLE",
        "57P01, UNREACHABLE",
        "57P02, UNREACHABLE",
        "57P03, UNREACHABLE",
        "57P04, UNREACHABLE",
        "57P05, UNREACHABLE"
    })
    void eachClassOfSqlStates(String state, DatabaseFailure failure) {
        assertThat(DatabaseFailure.of(new SQLException("failed", state))).isEqualTo(failure);
    }

    @Test
    void withoutSqlState() {
        assertThat(DatabaseFailure.of(new SQLException("Connection is closed"))).isEqualTo(DatabaseFailure.UNREACHABLE);
        assertThat(DatabaseFailure.of(new SQLTransientConnectionException("pool")))
                .isEqualTo(DatabaseFailure.UNREACHABLE);
        assertThat(DatabaseFailure.of(new SQLRecoverableException("gone"))).isEqualTo(DatabaseFailure.UNREACHABLE);
        assertThat(DatabaseFailure.of(new SQLException("wrong use of JDBC"))).isEqualTo(DatabaseFailure.STATEMENT);
        assertThat(DatabaseFailure.of(new SQLException("odd", "1"))).isEqualTo(DatabaseFailure.STATEMENT);
    }

    @ParameterizedTest
    @CsvSource({
        "STATEMENT, false, false",
        "CONTENTION, true, false",
        "LOCKED, true, false",
        "INTERRUPTED, true, true",
        "UNAVAILABLE, true, true",
        "SESSION_LOST, true, true",
        "UNREACHABLE, true, true"
    })
    void whatFollows(DatabaseFailure failure, boolean isTransient, boolean isOutage) {
        assertThat(failure.isTransient()).isEqualTo(isTransient);
        assertThat(failure.isOutage()).isEqualTo(isOutage);
    }

    @ParameterizedTest
    @CsvSource({
        "25006, true", "57P01, true", "08006, true", "26000, true", "42P05, true", "0A000, true",
        "57014, false", "53300, false", "23505, false", "40001, false", "25P02, false", "42501, false"
    })
    void whichFailuresEndASession(String state, boolean endsSession) {
        assertThat(DatabaseFailure.endsSession(new SQLException("failed", state)))
                .isEqualTo(endsSession);
    }
}
