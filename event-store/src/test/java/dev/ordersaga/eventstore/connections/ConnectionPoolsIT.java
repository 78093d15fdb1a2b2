package dev.ordersaga.eventstore.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionPoolsIT {

    private static final String DATABASE = TestPostgres.newDatabase();

    private final HikariConfig settings = new HikariConfig();
    private Relay relay;
    private ConnectionPools pools;

    @BeforeAll
    static void createRoles() throws SQLException {
        direct("CREATE ROLE weakened LOGIN");
        direct("CREATE ROLE sharing LOGIN CONNECTION LIMIT 30");
    }

    @BeforeEach
    void open() throws Exception {
        URI address = URI.create(DATABASE.substring("jdbc:".length()));
        relay = new Relay(address.getPort());
        settings.setJdbcUrl(DATABASE.replace(":" + address.getPort() + "/", ":" + relay.port() + "/"));
        settings.setUsername("postgres");
        settings.setMaximumPoolSize(8);
        settings.setConnectionTimeout(500);
        settings.setValidationTimeout(400);
        settings.addDataSourceProperty(
                "options", "-c transaction_timeout=20s -c idle_in_transaction_session_timeout=10s");
        pools = open(settings);
    }

    @AfterEach
    void close() throws Exception {
        pools.close();
        relay.close();
    }

    @ParameterizedTest
    @EnumSource
    void anExhaustedPoolDoesNotAffectTheOthers(ConnectionPurpose exhausted) throws SQLException {
        List<Connection> taken = new ArrayList<>();
        exhausted.during(() -> {
            for (int i = 0; i < exhausted.shareOf(8); i++) {
                taken.add(pools.getConnection());
            }
            assertThatThrownBy(pools::getConnection).isInstanceOf(SQLTransientConnectionException.class);
        });
        for (ConnectionPurpose other : ConnectionPurpose.values()) {
            if (other != exhausted) {
                other.during(() -> {
                    try (Connection connection = pools.getConnection()) {
                        assertThat(connection.isValid(5)).isTrue();
                    }
                });
            }
        }
        for (Connection connection : taken) {
            connection.close();
        }
    }

    @Test
    void threadsUseThePoolOfRequestsByDefault() throws Exception {
        assertThat(ConnectionPurpose.current()).isEqualTo(ConnectionPurpose.REQUESTS);
        CompletableFuture<ConnectionPurpose> seen = new CompletableFuture<>();
        ConnectionPurpose.TASKS
                .threads(Thread.ofVirtual().factory())
                .newThread(() -> seen.complete(ConnectionPurpose.current()))
                .start();
        assertThat(seen.get()).isEqualTo(ConnectionPurpose.TASKS);
        ConnectionPurpose.MONITORING.during(
                () -> assertThat(ConnectionPurpose.current()).isEqualTo(ConnectionPurpose.MONITORING));
        assertThat(ConnectionPurpose.current()).isEqualTo(ConnectionPurpose.REQUESTS);
    }

    @Test
    void inAnOutageRequestsFailAtOnceAndProcessorsWaitForItsEnd() throws Exception {
        relay.close();
        await().untilAsserted(() -> assertThatThrownBy(pools::getConnection).hasMessageContaining("cannot be reached"));
        long begun = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(pools::getConnection).isInstanceOf(SQLTransientConnectionException.class);
        }
        // If each of them waited for the timeout, they would take 50 s.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        CompletableFuture<Boolean> processor = new CompletableFuture<>();
        ConnectionPurpose.PROCESSORS
                .threads(Thread.ofVirtual().factory())
                .newThread(() -> {
                    try (Connection connection = pools.getConnection()) {
                        processor.complete(connection.isValid(5));
                    } catch (SQLException e) {
                        processor.completeExceptionally(e);
                    }
                })
                .start();
        // Longer than the connection timeout of the pool.
        await().during(Duration.ofMillis(1_000)).atMost(Duration.ofSeconds(10)).until(() -> !processor.isDone());
        relay.open();
        assertThat(processor.get()).isTrue();
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            try (Connection connection = pools.getConnection()) {
                return connection.isValid(5);
            }
        });
    }

    @Test
    void waitingThreadsAreReleasedOnShutdown() throws Exception {
        relay.close();
        await().untilAsserted(() -> assertThatThrownBy(pools::getConnection).hasMessageContaining("cannot be reached"));
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        Thread task = ConnectionPurpose.TASKS
                .threads(Thread.ofVirtual().factory())
                .newThread(() -> {
                    try (Connection connection = pools.getConnection()) {
                        waiting.complete(null);
                    } catch (SQLException e) {
                        waiting.complete(null);
                    }
                });
        task.start();
        await().until(() -> task.getState() == Thread.State.WAITING);
        pools.close();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void requestsHaveALockTimeout() throws SQLException {
        try (Connection connection = pools.getConnection();
                var row = connection.createStatement().executeQuery("SHOW lock_timeout")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("1s");
        }
    }

    @Test
    void connectionsAreOpenedOnDemand() throws SQLException {
        assertThat(sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"))
                .satisfies(count -> assertThat(Integer.parseInt(count)).isLessThan(12));
        ConnectionPurpose.OPERATORS.during(() -> assertThat(sql("SELECT 1")).isEqualTo("1"));
    }

    @ParameterizedTest
    @CsvSource({
        "synchronous_commit, off, on",
        "default_transaction_isolation, repeatable read, read committed",
        "statement_timeout, 5ms, 15s",
        "lock_timeout, 1ms, 1s",
        "idle_session_timeout, 1ms, 0",
        "transaction_timeout, 0, 20s",
        "idle_in_transaction_session_timeout, 0, 10s"
    })
    void aSessionSetsWhatTheDatabaseOrTheRoleWeakens(String setting, String weakened, String expected)
            throws SQLException {
        settings.setJdbcUrl(as("weakened", settings.getJdbcUrl()));
        for (String target : List.of("DATABASE " + databaseName(), "ROLE weakened")) {
            direct("ALTER " + target + " SET " + setting + " = '" + weakened + "'");
            try (ConnectionPools opened = open(settings);
                    Connection connection = opened.getConnection()) {
                assertThat(value(connection, "SELECT current_user")).isEqualTo("weakened");
                assertThat(value(connection, "SHOW " + setting)).as(target).isEqualTo(expected);
            } finally {
                direct("ALTER " + target + " RESET ALL");
            }
        }
    }

    @Test
    void migrationsHaveNoLimits() throws SQLException {
        alterDatabase("SET idle_in_transaction_session_timeout = '50ms'");
        alterDatabase("SET statement_timeout = '50ms'");
        try (Connection connection = pools.unwrap(MigrationConnections.class).getConnection()) {
            connection.setAutoCommit(false);
            assertThat(value(connection, "SELECT 'slow' FROM pg_sleep(0.2)")).isEqualTo("slow");
            for (String limit : List.of("lock_timeout", "transaction_timeout", "idle_in_transaction_session_timeout")) {
                assertThat(value(connection, "SHOW " + limit)).isEqualTo("0");
            }
        } finally {
            alterDatabase("RESET ALL");
        }
    }

    @Test
    void aSessionThatHasBecomeReadOnlyIsDropped() throws Exception {
        try (Connection connection = pools.getConnection()) {
            connection.createStatement().execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
            assertThatThrownBy(() -> connection.createStatement().execute("CREATE TABLE never ()"))
                    .hasMessageContaining("read-only");
        }
        await().ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(sql("SHOW transaction_read_only")).isEqualTo("off"));
    }

    /** Sessions from before the change still accept writes here; in a switch-over none does. */
    @Test
    void whileTheServerIsReadOnlyProcessorsWaitAndRequestsFail() throws Exception {
        alterDatabase("SET default_transaction_read_only = on");
        CompletableFuture<String> processor = new CompletableFuture<>();
        try (Connection connection = pools.getConnection()) {
            connection.createStatement().execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
            assertThatThrownBy(() -> connection.createStatement().execute("CREATE TABLE never ()"))
                    .hasMessageContaining("read-only");
            await().untilAsserted(
                            () -> assertThatThrownBy(pools::getConnection).hasMessageContaining("cannot be reached"));
            ConnectionPurpose.PROCESSORS
                    .threads(Thread.ofVirtual().factory())
                    .newThread(() -> {
                        try {
                            processor.complete(sql("SHOW transaction_read_only"));
                        } catch (SQLException e) {
                            processor.completeExceptionally(e);
                        }
                    })
                    .start();
            await().during(Duration.ofMillis(500)).until(() -> !processor.isDone());
        } finally {
            direct("ALTER DATABASE " + databaseName() + " RESET ALL");
        }
        assertThat(processor.get()).isEqualTo("off");
    }

    @Test
    void aDatabaseInAnotherEncodingIsRefused() throws SQLException {
        direct("CREATE DATABASE latin1 ENCODING LATIN1 TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
        settings.setJdbcUrl(DATABASE.replace(databaseName(), "latin1"));
        assertThatThrownBy(() -> open(settings))
                .isInstanceOf(UnsafeDatabaseException.class)
                .hasMessageContaining("database latin1 has the encoding LATIN1");
    }

    @Test
    void aServerWithTooFewConnectionsIsRefused() throws SQLException {
        direct("ALTER DATABASE " + databaseName() + " CONNECTION LIMIT 13");
        try {
            assertThatThrownBy(() -> open(settings))
                    .isInstanceOf(UnsafeDatabaseException.class)
                    .hasMessageContaining("this process may open 14 connections and the server allows 13");
        } finally {
            direct("ALTER DATABASE " + databaseName() + " CONNECTION LIMIT -1");
        }
    }

    /** Each of three processes may open 14 connections, and other sessions leave them what they have opened already. */
    @Test
    void processesShareALimit() throws SQLException {
        settings.setJdbcUrl(as("sharing", settings.getJdbcUrl()));
        List<Connection> others = new ArrayList<>();
        try (ConnectionPools first = open(settings);
                ConnectionPools second = open(settings);
                ConnectionPools third = open(settings)) {
            assertThatThrownBy(() -> takeAll(others)).hasMessageContaining("too many connections");
            assertThatThrownBy(() -> open(settings))
                    .isInstanceOf(UnsafeDatabaseException.class)
                    .hasMessageContaining("The database cannot be used: FATAL: too many connections for role")
                    .hasMessageContaining("raise max_connections, or start fewer processes");
            for (ConnectionPools process : List.of(first, second, third)) {
                for (ConnectionPurpose purpose : ConnectionPurpose.values()) {
                    purpose.during(() -> {
                        try (Connection connection = process.getConnection()) {
                            assertThat(connection.isValid(5)).isTrue();
                        }
                    });
                }
            }
        } finally {
            for (Connection other : others) {
                other.close();
            }
        }
        await().ignoreExceptions().untilAsserted(() -> open(settings).close());
    }

    private static void takeAll(List<Connection> taken) throws SQLException {
        while (taken.size() < 300) {
            taken.add(DriverManager.getConnection(as("sharing", DATABASE)));
        }
    }

    /** The driver prefers the user in the URL. */
    private static String as(String role, String url) {
        return url.replace("user=postgres", "user=" + role);
    }

    private static ConnectionPools open(HikariConfig settings) {
        return new ConnectionPools(settings, new ConnectionSettings(null, null));
    }

    private String sql(String query) throws SQLException {
        try (Connection connection = pools.getConnection()) {
            return value(connection, query);
        }
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (var row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String databaseName() {
        return DATABASE.replaceAll(".*/(\\w+).*", "$1");
    }

    private static void alterDatabase(String change) throws SQLException {
        direct("ALTER DATABASE " + databaseName() + " " + change);
    }

    private static void direct(String statement) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        // What a test has weakened in the database must not end the session that corrects it.
        login.setProperty("options", "-c idle_session_timeout=0 -c statement_timeout=0 -c lock_timeout=0");
        try (Connection connection = DriverManager.getConnection(DATABASE, login)) {
            connection.createStatement().execute("SET default_transaction_read_only = off");
            connection.createStatement().execute(statement);
        }
    }
}
