package dev.ordersaga.eventstore.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionPoolsIT {

    private static final String DATABASE = TestPostgres.newDatabase();

    private Relay relay;
    private ConnectionPools pools;

    @BeforeEach
    void open() throws Exception {
        URI address = URI.create(DATABASE.substring("jdbc:".length()));
        relay = new Relay(address.getPort());
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(DATABASE.replace(":" + address.getPort() + "/", ":" + relay.port() + "/"));
        settings.setUsername("postgres");
        settings.setMaximumPoolSize(8);
        settings.setConnectionTimeout(500);
        settings.setValidationTimeout(400);
        pools = new ConnectionPools(settings);
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
}
