package dev.ordersaga.eventprocessing.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventprocessing.processors.SegmentChanges.Outcome;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Segments are split and merged under load: every event is handled once and in order, and dead letters still block. */
class SegmentChangesIT {

    private static final int SEQUENCES = 16;
    private static final String UNFIT = "3";
    private static final Duration LONG = Duration.ofSeconds(60);

    private ConfigurableApplicationContext node;
    private long published;

    @BeforeEach
    void start() {
        System.setProperty("node", "here");
        node = new SpringApplicationBuilder(TallyNode.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.config.import=classpath:event-processing-defaults.yaml",
                        "--spring.datasource.url=" + TestPostgres.newDatabase(),
                        "--spring.datasource.username=postgres",
                        "--event-processing.segments.tally=2",
                        "--event-processing.dead-letters.poll-interval=100ms",
                        "--event-processing.dead-letters.first-retry=1h",
                        "--event-processing.dead-letters.slowest-retry=1h",
                        "--event-processing.claims.timeout=2s");
    }

    @AfterEach
    void stop() {
        TallyNode.UNFIT.clear();
        node.close();
        System.clearProperty("node");
    }

    @Test
    void everythingSurvivesSplitsAndMergesUnderLoad() {
        TallyNode.UNFIT.add(UNFIT);
        publish(160);
        await().atMost(LONG).until(() -> effects() > 0 && deadLetters() > 0);
        for (int round = 0; round < 2; round++) {
            change(SegmentChanges::split, 0);
            publish(160);
            change(SegmentChanges::split, 1);
            await().atMost(LONG).until(() -> claimed() == 4);
            publish(160);
            change(SegmentChanges::merge, 2);
            publish(160);
            change(SegmentChanges::merge, 1);
            await().atMost(LONG).until(() -> claimed() == 2);
        }
        await().atMost(LONG).until(() -> effects() >= published - published / SEQUENCES);
        assertThat(effectsOf(UNFIT)).isEmpty();
        assertThat(deadLetters()).isEqualTo(published / SEQUENCES);
        change(SegmentChanges::split, 1);

        TallyNode.UNFIT.clear();
        sql().sql("UPDATE eventprocessing.dead_letter_sequence SET attempts = 0, due_at = now()")
                .update();
        await().atMost(LONG).until(() -> effects() >= published);
        eachEventIsHandledOnceAndInOrder();
        assertThat(deadLetters()).isZero();
    }

    @Test
    void whatCannotBeChangedIsRefused() {
        SegmentChanges changes = node.getBean(SegmentChanges.class);
        publish(32);
        await().atMost(LONG).until(() -> effects() == published);

        assertThat(change(changes::split, "tally", 5)).isEqualTo(Outcome.UNKNOWN);
        assertThat(change(changes::merge, "another", 0)).isEqualTo(Outcome.UNKNOWN);
        change(SegmentChanges::split, 0);
        assertThat(change(changes::merge, "tally", 1))
                .as("its other half is split")
                .isEqualTo(Outcome.IMPOSSIBLE);
        change(SegmentChanges::merge, 0);
        change(SegmentChanges::merge, 0);
        assertThat(change(changes::merge, "tally", 0)).as("the only one").isEqualTo(Outcome.IMPOSSIBLE);
    }

    private interface Change {
        Outcome of(SegmentChanges changes, String processor, int segment);
    }

    private void change(Change change, int segment) {
        SegmentChanges changes = node.getBean(SegmentChanges.class);
        assertThat(change((processor, id) -> change.of(changes, processor, id), "tally", segment))
                .isEqualTo(Outcome.DONE);
    }

    private Outcome change(BiFunction<String, Integer, Outcome> change, String processor, int segment) {
        return node.getBean(TransactionManager.class).fetchInTransaction(() -> change.apply(processor, segment));
    }

    private void eachEventIsHandledOnceAndInOrder() {
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            int first = sequence;
            assertThat(effectsOf(Integer.toString(sequence)))
                    .as("sequence %d", sequence)
                    .isEqualTo(LongStream.range(0, published)
                            .filter(number -> number % SEQUENCES == first)
                            .boxed()
                            .toList());
        }
    }

    private void publish(int count) {
        EventStore store = node.getBean(EventStore.class);
        LongStream.range(published, published + count).forEach(number -> {
            String sequence = Long.toString(number % SEQUENCES);
            store.publish(new GenericDomainEventMessage<>(
                    "Tally", sequence, number / SEQUENCES, new TallyNode.Counted(sequence, number)));
        });
        published += count;
    }

    private List<Long> effectsOf(String sequence) {
        return List.copyOf(sql().sql("SELECT event FROM tally.effect WHERE sequence = ? ORDER BY number")
                .param(sequence)
                .query(Long.class)
                .list());
    }

    private long effects() {
        return number("SELECT count(*) FROM tally.effect");
    }

    private long deadLetters() {
        return number("SELECT count(*) FROM eventprocessing.dead_letter");
    }

    private long claimed() {
        return number("SELECT count(owner) FROM tally.token_entry WHERE processor_name = 'tally'");
    }

    private long number(String query) {
        return sql().sql(query).query(Long.class).single();
    }

    private JdbcClient sql() {
        return node.getBean(JdbcClient.class);
    }
}
