package dev.ordersaga.eventstore.wakeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server crashes and comes back while processors run. */
class CrashIT {

    @TempDir
    Path folder;

    /** A crash makes the sequence skip the values that it had logged ahead: no event will ever be stored at these indexes. */
    @Test
    void processorsContinueAndPassTheIndexesThatTheCrashSkipped() throws Exception {
        Path data = folder.resolve("data");
        EmbeddedPostgres server = start(data, 0);
        int port = server.getPort();
        try (JpaOnPostgres database = new JpaOnPostgres(server.getJdbcUrl("postgres", "postgres"));
                Node node = new Node(database, Node.postgresSignals(database), Duration.ofMillis(200))) {
            node.publish("before");
            awaitAll(node, List.of("before"));
            crash(data);
            server.close();
            server = start(data, port);
            await().ignoreExceptions().untilAsserted(() -> node.publish("after"));
            awaitAll(node, List.of("before", "after"));
            assertThat(database.sql()
                            .sql("SELECT max(global_index) FROM eventstore.domain_event_entry")
                            .query(Long.class)
                            .single())
                    .as("the sequence skipped")
                    .isGreaterThan(2);
            node.publish("next");
            awaitAll(node, List.of("before", "after", "next"));
        } finally {
            server.close();
        }
    }

    private static void awaitAll(Node node, List<String> events) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(node.handled).isEqualTo(events));
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** As {@code pg_ctl stop -m immediate}: no checkpoint, recovery at the next start. */
    private static void crash(Path data) throws IOException, InterruptedException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().trim());
        new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster)).start().waitFor();
        await().until(() ->
                ProcessHandle.of(postmaster).filter(ProcessHandle::isAlive).isEmpty());
    }
}
