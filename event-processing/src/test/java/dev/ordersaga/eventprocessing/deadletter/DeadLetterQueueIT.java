package dev.ordersaga.eventprocessing.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventprocessing.deadletter.SampleShipments.Effects;
import dev.ordersaga.eventprocessing.deadletter.SampleShipments.Fault;
import dev.ordersaga.eventprocessing.deadletter.SampleShipments.Moved;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionFactory;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events of one parcel fail: the others continue, its own events wait in order, and none is lost or handled twice. */
class DeadLetterQueueIT {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static ConfigurableApplicationContext application;
    private static Effects effects;
    private static JdbcClient sql;

    private final String bad = "bad" + NAMES.incrementAndGet();
    private final String good = "good" + NAMES.incrementAndGet();
    private final Map<String, Long> steps = new HashMap<>();

    @BeforeAll
    static void start() {
        application = new SpringApplicationBuilder(SampleShipments.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.config.import=classpath:event-processing-defaults.yaml",
                        "--spring.datasource.url=" + TestPostgres.newDatabase(),
                        "--spring.datasource.username=postgres",
                        "--event-processing.claims.timeout=1s",
                        "--event-processing.dead-letters.attempts=3",
                        "--event-processing.dead-letters.first-retry=50ms",
                        "--event-processing.dead-letters.slowest-retry=100ms",
                        "--event-processing.dead-letters.poll-interval=20ms");
        effects = application.getBean(Effects.class);
        sql = application.getBean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"THROWS", "ABORTS_THE_TRANSACTION", "FAILS_AT_COMMIT"})
    void oneSequenceWaitsInOrderWhileTheOthersContinue(Fault fault) {
        effects.faults.put("handler/" + bad, fault);
        publish(5);
        soon().until(() -> handled("handler", good).size() == 5);
        soon().until(() -> waiting(bad) == 5);
        publish(5);
        soon().until(() -> handled("handler", good).size() == 10);
        soon().until(() -> waiting(bad) == 10);
        assertThat(handled("handler", bad)).isEmpty();
        // The other processor is not affected.
        soon().until(() -> handled("saga", bad).size() == 10);

        effects.faults.clear();
        makeDue();
        soon().until(() -> sequences(bad) == 0);
        assertThat(handled("handler", bad)).isEqualTo(upTo(10));
        publish(1);
        soon().until(() -> handled("handler", bad).equals(upTo(11)));
        soon().until(() -> handled("handler", good).size() >= 11);
        assertThat(handled("handler", good)).as("once each, in order").isEqualTo(upTo(11));
    }

    @ParameterizedTest
    @EnumSource(names = {"THROWS", "ABORTS_THE_TRANSACTION", "FAILS_AT_COMMIT"})
    void aSagaContinuesWhereItStopped(Fault fault) {
        publish(2);
        soon().until(() ->
                handled("saga", bad).size() == 2 && handled("saga", good).size() == 2);
        effects.faults.put("saga/" + bad, fault);
        publish(4);
        soon().until(() -> handled("saga", good).size() == 6);
        soon().until(() -> waiting(bad) == 4);
        assertThat(handled("saga", bad)).isEqualTo(upTo(2));

        effects.faults.clear();
        makeDue();
        soon().until(() -> handled("saga", bad).equals(upTo(6)));
        soon().until(() -> sequences(bad) == 0);
    }

    @Test
    void afterTheLastAttemptItIsDeadAndItsFailuresAreRecorded() {
        effects.faults.put("handler/" + bad, Fault.THROWS);
        publish(1);
        soon().until(() -> stateOf(bad).equals("DEAD"));
        assertThat(sql.sql("SELECT message FROM eventprocessing.dead_letter_failure WHERE sequence = ?")
                        .param(bad)
                        .query(String.class)
                        .list())
                .hasSize(3)
                .allMatch(message -> message.contains("broken on purpose"));
        int failures = effects.failures.get();
        publish(2);
        soon().until(() -> handled("handler", good).size() == 3);
        assertThat(waiting(bad)).isEqualTo(3);
        assertThat(effects.failures).as("it is not retried").hasValue(failures);

        effects.faults.clear();
        makeDue();
        soon().until(() -> handled("handler", bad).equals(upTo(3)));
    }

    /** The way out must not lead through what is faulty. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "message !~ '[^ -~]'", // an encoding that lacks the character
                "false"
            })
    void aCauseThatCannotBeStoredDoesNotKeepTheEventFromBeingSetAside(String accepted) {
        sql.sql("ALTER TABLE eventprocessing.dead_letter_failure ADD CONSTRAINT refused CHECK (" + accepted
                        + ") NOT VALID")
                .update();
        try {
            effects.faults.put("handler/" + bad, Fault.THROWS);
            publish(2);
            soon().until(() -> stateOf(bad).equals("DEAD"));
            soon().until(() -> handled("handler", good).size() == 2);
            assertThat(waiting(bad)).isEqualTo(2);
        } finally {
            sql.sql("ALTER TABLE eventprocessing.dead_letter_failure DROP CONSTRAINT refused")
                    .update();
        }
        effects.faults.clear();
        makeDue();
        soon().until(() -> handled("handler", bad).equals(upTo(2)));
    }

    @Test
    void anOutageMakesNoDeadLetter() {
        effects.faults.put("handler/" + bad, Fault.OUTAGE);
        int failures = effects.failures.get();
        publish(2);
        soon().until(() -> effects.failures.get() > failures + 1);
        assertThat(sequences(bad)).isZero();
        effects.faults.clear();
        soon().until(() -> handled("handler", bad).equals(upTo(2)));
        assertThat(handled("handler", good)).isEqualTo(upTo(2));
    }

    @Test
    void contentionIsRetriedAtOnce() {
        effects.faults.put("handler/" + bad, Fault.CONTENTION);
        publish(1);
        soon().until(() -> handled("handler", bad).equals(upTo(1)));
        assertThat(sequences(bad)).isZero();
        effects.faults.clear();
    }

    /** An aggregate that others write all the time must not delay the events of the other aggregates. */
    @Test
    void underContentionABatchIsDivided() {
        effects.faults.put("handler/" + bad, Fault.CONTENTION_IN_BATCHES);
        publish(5);
        soon().until(() -> handled("handler", good).size() == 5);
        soon().until(() -> handled("handler", bad).equals(upTo(5)));
        assertThat(handled("handler", good)).isEqualTo(upTo(5));
        assertThat(sequences(bad)).isZero();
        effects.faults.clear();
    }

    @Test
    void afterANewClaimTheBlockedSequencesAreKnown() {
        effects.faults.put("handler/" + bad, Fault.THROWS);
        publish(1);
        soon().until(() -> stateOf(bad).equals("DEAD"));
        var processor = application
                .getBean(EventProcessingConfiguration.class)
                .eventProcessor("parcels", StreamingEventProcessor.class)
                .orElseThrow();
        effects.faults.clear();
        processor.shutDown();
        processor.start();
        publish(2);
        soon().until(() -> handled("handler", good).size() == 3);
        assertThat(handled("handler", bad)).isEmpty();
        assertThat(waiting(bad)).isEqualTo(3);
        makeDue();
        soon().until(() -> handled("handler", bad).equals(upTo(3)));
    }

    /** Publishes steps of the bad and of the good parcel, alternating. */
    private void publish(int count) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(next(bad));
            events.add(next(good));
        }
        application.getBean(EventStore.class).publish(events);
    }

    private DomainEventMessage<?> next(String parcel) {
        long step = steps.merge(parcel, 1L, Long::sum) - 1;
        return new GenericDomainEventMessage<>("Parcel", parcel, step, new Moved(parcel, step));
    }

    private static List<Long> handled(String handler, String parcel) {
        return sql.sql("SELECT step FROM parcels.effect WHERE handler = ? AND parcel = ? ORDER BY number")
                .params(handler, parcel)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    private static List<Long> upTo(long count) {
        return LongStream.range(0, count).boxed().toList();
    }

    private static long waiting(String parcel) {
        return sql.sql("SELECT count(*) FROM eventprocessing.dead_letter WHERE sequence = ?")
                .param(parcel)
                .query(Long.class)
                .single();
    }

    private static long sequences(String parcel) {
        return sql.sql("SELECT count(*) FROM eventprocessing.dead_letter_sequence WHERE sequence = ?")
                .param(parcel)
                .query(Long.class)
                .single();
    }

    private static String stateOf(String parcel) {
        return sql.sql("SELECT state FROM eventprocessing.dead_letter_sequence WHERE sequence = ?")
                .param(parcel)
                .query(String.class)
                .optional()
                .orElse("none");
    }

    private static void makeDue() {
        sql.sql(
                        "UPDATE eventprocessing.dead_letter_sequence SET state = 'RETRYING', attempts = 0, due_at = now() - interval '1 s'")
                .update();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }
}
