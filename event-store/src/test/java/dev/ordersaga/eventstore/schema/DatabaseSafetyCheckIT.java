package dev.ordersaga.eventstore.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.eventstore.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class DatabaseSafetyCheckIT {

    private static final Duration ALLOWED = Duration.ofSeconds(2);

    private static Connection connection;
    private static DataSource database;

    @BeforeAll
    static void migrate() throws Exception {
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setUrl(TestPostgres.newDatabase());
        postgres.setUser("postgres");
        SchemaMigration.of(postgres, "eventstore").afterPropertiesSet();
        connection = postgres.getConnection();
        connection.setAutoCommit(false);
        database = new SingleConnectionDataSource(connection, true);
    }

    @AfterEach
    void rollback() throws SQLException {
        connection.rollback();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void theMigratedSchemaIsSafe() {
        assertThatCode(() -> check(Clock.systemUTC())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER SEQUENCE eventstore.domain_event_entry_seq INCREMENT BY 50 | increment 50 and cache 1",
                "ALTER SEQUENCE eventstore.domain_event_entry_seq CACHE 10 | increment 1 and cache 10",
                "ALTER SEQUENCE eventstore.domain_event_entry_seq CYCLE | or cycle",
                "ALTER SEQUENCE eventstore.domain_event_entry_seq MINVALUE 0 | may return 0",
                "ALTER TABLE eventstore.domain_event_entry ALTER payload TYPE oid USING 1::oid"
                        + " | eventstore.domain_event_entry.payload is of type oid",
                "ALTER TABLE eventstore.snapshot_event_entry ALTER meta_data TYPE oid USING 1::oid"
                        + " | eventstore.snapshot_event_entry.meta_data is of type oid",
                "SET default_transaction_isolation = 'repeatable read'" + " | isolation is repeatable read",
                "INSERT INTO eventstore.domain_event_entry VALUES (7,'e','t','p','r','x','x','t','a',0)"
                        + " | behind the stored event 7"
            })
    void aConfigurationThatWouldLoseEventsIsRejected(String damage, String reason) {
        JdbcClient.create(database).sql(damage).update();
        assertThatThrownBy(() -> check(Clock.systemUTC()))
                .isInstanceOf(UnsafeDatabaseException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void allViolationsAreReportedTogether() {
        JdbcClient.create(database)
                .sql("ALTER SEQUENCE eventstore.domain_event_entry_seq CACHE 10")
                .update();
        assertThatThrownBy(() -> check(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-5))))
                .hasMessageContaining("cache 10")
                .hasMessageContaining("ms apart");
    }

    @ParameterizedTest
    @CsvSource({"0, UP", "1, UP", "-1, UP", "5, DOWN", "-5, DOWN"})
    void aLargeClockSkewIsUnhealthy(long seconds, String status) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
        var health = Objects.requireNonNull(new ClockSkewHealth(new ClockSkew(database, clock), ALLOWED).health());
        assertThat(health.getStatus()).isEqualTo(new Status(status));
    }

    private void check(Clock clock) throws SQLException {
        new DatabaseSafetyCheck(database, new ClockSkew(database, clock), ALLOWED).afterPropertiesSet();
    }
}
