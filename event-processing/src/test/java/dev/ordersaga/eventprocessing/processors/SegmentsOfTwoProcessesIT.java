package dev.ordersaga.eventprocessing.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two processes share a processor's segments; one of them is stopped for longer than its claims last, and goes on. */
class SegmentsOfTwoProcessesIT {

    private static final int SEQUENCES = 16;
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private String database;
    private ConfigurableApplicationContext here;
    private Process there;
    private long published;

    @BeforeEach
    void start() throws IOException {
        database = TestPostgres.newDatabase();
        System.setProperty("node", "here");
        here = new SpringApplicationBuilder(TallyNode.class)
                .web(WebApplicationType.NONE)
                .run(settings().toArray(String[]::new));
        there = startProcess();
    }

    @AfterEach
    void stop() {
        there.destroyForcibly();
        here.close();
        System.clearProperty("node");
    }

    @Test
    void aProcessThatResumesAfterItsClaimsWereTakenOverNeitherRepeatsNorLosesEvents() throws Exception {
        // This one began and had all of the segments.
        await("both have their share")
                .atMost(LONG)
                .until(() -> ownersOf("%@%") == TallyNode.SEGMENTS
                        && ownersOf(there.pid() + "@%") == TallyNode.SEGMENTS / 2);
        publish(400);
        await().atMost(LONG).until(() -> effectsOf("there") > 20);
        signal("STOP");
        publish(200);
        await().atMost(LONG).until(() -> ownersOf(there.pid() + "@%") == 0 && effects() == published);
        assertThat(effectsOf("there"))
                .as("it was stopped before it had handled all events")
                .isLessThan(published);
        signal("CONT");
        publish(100);
        await().atMost(LONG).until(() -> effects() >= published);
        assertThat(there.isAlive()).isTrue();
        eachEventIsHandledOnceAndInOrder();
    }

    private void eachEventIsHandledOnceAndInOrder() {
        assertThat(sql().sql("SELECT count(DISTINCT (sequence, event)) FROM tally.effect")
                        .query(Long.class)
                        .single())
                .isEqualTo(published)
                .isEqualTo(effects());
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            assertThat(sql().sql("SELECT event FROM tally.effect WHERE sequence = ? ORDER BY number")
                            .param(Integer.toString(sequence))
                            .query(Long.class)
                            .list())
                    .isSorted();
        }
    }

    private void publish(int count) {
        EventStore store = here.getBean(EventStore.class);
        LongStream.range(published, published + count).forEach(number -> {
            String sequence = Long.toString(number % SEQUENCES);
            store.publish(new GenericDomainEventMessage<>(
                    "Tally", sequence, number / SEQUENCES, new TallyNode.Counted(sequence, number)));
        });
        published += count;
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder("kill", "-" + name, Long.toString(there.pid()))
                .start()
                .waitFor();
        assertThat(exitCode).isZero();
    }

    private long ownersOf(String owner) {
        return sql().sql("SELECT count(*) FROM tally.token_entry WHERE processor_name = 'tally' AND owner LIKE ?")
                .param(owner)
                .query(Long.class)
                .single();
    }

    private long effectsOf(String node) {
        return sql().sql("SELECT count(*) FROM tally.effect WHERE node = ?")
                .param(node)
                .query(Long.class)
                .single();
    }

    private long effects() {
        return sql().sql("SELECT count(*) FROM tally.effect").query(Long.class).single();
    }

    private JdbcClient sql() {
        return here.getBean(JdbcClient.class);
    }

    private List<String> settings() {
        return List.of(
                "--spring.config.import=classpath:event-processing-defaults.yaml",
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=postgres",
                "--event-processing.claims.timeout=3s");
    }

    private Process startProcess() throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TallyNode.class.getName(),
                "there"));
        command.addAll(settings());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("there.log").toFile())
                .start();
    }
}
