package dev.ordersaga.eventstore.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.connections.UnsafeDatabaseException;
import dev.ordersaga.eventstore.testing.SettableClock;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    private static final String LIMITS = "-c transaction_timeout=60s -c idle_in_transaction_session_timeout=60s"
            + " -c lock_timeout=1s -c zero_damaged_pages=off";

    private static Connection connection;
    private static DataSource database;

    @BeforeAll
    static void migrate() throws Exception {
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setUrl(TestPostgres.newDatabase());
        postgres.setUser("postgres");
        SchemaMigration.of(postgres, "eventstore").afterPropertiesSet();
        postgres.setOptions(LIMITS);
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
                "SET synchronous_commit = off" + " | synchronous_commit is off: committed events can be lost",
                "SET synchronous_commit = local" + " | synchronous_commit is local",
                "SET session_replication_role = replica" + " | constraints are not enforced",
                "SET zero_damaged_pages = on" + " | damaged data are thrown away",
                "SET transaction_timeout = 0" + " | transaction_timeout is off",
                "SET idle_in_transaction_session_timeout = 0" + " | idle_in_transaction_session_timeout is off",
                "SET lock_timeout = 0" + " | lock_timeout is off",
                "ALTER TABLE eventstore.snapshot_event_entry SET UNLOGGED"
                        + " | eventstore.snapshot_event_entry is unlogged",
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

    @Test
    void aSettingThatIsWeakenedLaterIsShownUntilItIsCorrected() throws SQLException {
        SettableClock clock = new SettableClock(Instant.EPOCH);
        var monitor = new DatabaseSafetyMonitor(new DatabaseViolations(database), clock, Duration.ofSeconds(30));
        monitor.check();
        assertThat(monitor.unsafeSettings()).isEmpty();
        assertThat(monitor.state("full_page_writes")).isZero();
        try {
            alterSystem("SET full_page_writes = off");
            await().untilAsserted(() -> {
                monitor.check();
                assertThat(monitor.state("full_page_writes")).isEqualTo(1);
            });
            assertThat(monitor.unsafeSettings())
                    .singleElement()
                    .satisfies(unsafe -> assertThat(unsafe.reason()).contains("full_page_writes is off"));
        } finally {
            alterSystem("RESET full_page_writes");
        }
        await().untilAsserted(() -> {
            monitor.check();
            assertThat(monitor.unsafeSettings()).isEmpty();
        });
        clock.advance(Duration.ofMinutes(5));
        assertThat(monitor.state("full_page_writes")).as("not checked lately").isNaN();
    }

    private static void alterSystem(String change) throws SQLException {
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setUrl(connection.getMetaData().getURL());
        postgres.setUser("postgres");
        try (Connection own = postgres.getConnection()) {
            own.createStatement().execute("ALTER SYSTEM " + change);
            own.createStatement().execute("SELECT pg_reload_conf()");
        }
    }

    private void check(Clock clock) throws SQLException {
        new DatabaseSafetyCheck(new DatabaseViolations(database), new ClockSkew(database, clock), ALLOWED)
                .afterPropertiesSet();
    }
}
