package dev.ordersaga.privacy.erasure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import dev.ordersaga.privacy.erasure.Erasure.State;
import dev.ordersaga.privacy.keys.KeyFile;
import dev.ordersaga.privacy.keys.KeyRing;
import dev.ordersaga.privacy.keys.SubjectKeys;
import dev.ordersaga.privacy.keys.SubjectKeys.CacheLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of an erasure, in two processes on one database: neither keeps the key, whatever it does. */
class ErasuresIT {

    private static final JpaOnPostgres DATABASE = new JpaOnPostgres();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration LEASE = Duration.ofMillis(200);

    @TempDir
    static Path folder;

    private static KeyRing ring;

    private final List<String> open = new ArrayList<>();
    private final List<UUID> told = new ArrayList<>();
    private final AtomicBoolean isCurrent = new AtomicBoolean(true);
    private final OpenRecords records = new OpenRecords() {
        @Override
        public List<String> of(UUID subject, int limit) {
            return open;
        }

        @Override
        public boolean isCurrent(long index) {
            return isCurrent.get();
        }
    };
    private final ErasureParticipant participant = new ErasureParticipant() {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public void erased(UUID subject) {
            told.add(subject);
        }
    };
    private final SubjectKeys keysHere = keys();
    private final SubjectKeys keysThere = keys();
    private final Erasures here = erasures(keysHere, records, List.of());
    private final Erasures there = erasures(keysThere, null, List.of(participant));

    @BeforeAll
    static void migrate() throws Exception {
        SchemaMigration.of(DATABASE.dataSource(), "privacy").afterPropertiesSet();
        Path file = folder.resolve("privacy.keys");
        KeyFile.createIfMissing(file, RANDOM, Clock.systemUTC());
        ring = KeyFile.read(file);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void theKeyGoesOnceNothingIsOpenAndItIsDoneOnceNoProcessHasIt() {
        there.begin();
        UUID subject = keysHere.ofPerson("maria").subject();
        assertThat(keysThere.ofPerson("maria").subject()).isEqualTo(subject);
        open.add("order");
        request(subject);
        await().untilAsserted(() -> {
            advance();
            assertThat(keysThere.ofPerson("maria").isErasing()).isTrue();
        });
        waitForTwoLeases();
        advance();
        assertThat(state(subject)).as("an order is open").isEqualTo(State.REQUESTED);

        open.clear();
        isCurrent.set(false);
        advance();
        advance();
        assertThat(state(subject)).as("the view is behind").isEqualTo(State.REQUESTED);

        isCurrent.set(true);
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            here.advance();
            return state(subject) == State.ERASED;
        });
        assertDoneOnceAllHaveActed(subject);
        assertThat(keysHere.ofPerson("maria").subject())
                .as("a new relationship")
                .isNotEqualTo(subject);
    }

    private void assertDoneOnceAllHaveActed(UUID subject) {
        assertThat(told).isEmpty();
        here.advance();
        assertThat(state(subject)).as("a participant has not acted").isEqualTo(State.ERASED);
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            advance();
            return state(subject) == State.DONE;
        });
        assertThat(told).containsExactly(subject);
        assertThat(keysHere.find(subject)).isEmpty();
        assertThat(keysThere.find(subject)).isEmpty();
        assertThat(keysHere.subjectOf("maria")).isEmpty();
    }

    /** A process that carries on no erasure, such as one that hangs, does not use the key longer than the lease. */
    @Test
    void aProcessThatChecksNothingLosesTheKeyBeforeItIsDone() {
        SubjectKeys idle = keys();
        UUID subject = keysHere.ofPerson("idle").subject();
        assertThat(idle.find(subject)).isPresent();
        request(subject);
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            advance();
            return state(subject) == State.ERASED;
        });
        await().atMost(Duration.ofSeconds(5)).until(() -> idle.find(subject).isEmpty());
        assertThat(state(subject)).isNotEqualTo(State.DONE);
    }

    @Test
    void whatARestoredBackupBringsBackIsErasedAgain() throws Exception {
        UUID subject = keysHere.ofPerson("restored").subject();
        var row = DATABASE.sql()
                .sql("SELECT person, wrapped_key, wrapping_key FROM privacy.subject_key WHERE subject = ?")
                .param(subject)
                .query()
                .singleRow();
        request(subject);
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            advance();
            return state(subject) == State.DONE;
        });
        assertThat(Files.readString(folder.resolve("erasures.journal"))).contains(subject.toString());

        DATABASE.sql()
                .sql("INSERT INTO privacy.subject_key (subject, person, wrapped_key, wrapping_key) VALUES (?, ?, ?, ?)")
                .params(
                        subject,
                        requireNonNull(row.get("person")),
                        requireNonNull(row.get("wrapped_key")),
                        requireNonNull(row.get("wrapping_key")))
                .update();
        erasures(keys(), records, List.of()).begin();
        assertThat(state(subject)).isEqualTo(State.REQUESTED);
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            advance();
            return state(subject) == State.DONE;
        });
        assertThat(keys().find(subject)).isEmpty();
    }

    @Test
    void theWrappingKeyCanBeReplaced() throws Exception {
        UUID subject = keysHere.ofPerson("rotated").subject();
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("privacy.keys")));
        lines.add("next " + java.util.Base64.getEncoder().encodeToString(new byte[32]));
        KeyRing both = KeyRing.parse(lines);
        SubjectKeys rotating = SubjectKeys.of(DATABASE.sql(), both, RANDOM, new CacheLimits(100, LEASE));
        assertThat(DATABASE.transactions().fetchInTransaction(() -> rotating.rewrap(1_000)))
                .isPositive();
        assertThat(DATABASE.transactions().fetchInTransaction(() -> rotating.rewrap(1_000)))
                .isZero();

        lines.removeIf(line -> line.startsWith("wrapping-"));
        SubjectKeys after = SubjectKeys.of(DATABASE.sql(), KeyRing.parse(lines), RANDOM, new CacheLimits(100, LEASE));
        assertThat(after.find(subject).orElseThrow().key())
                .isEqualTo(keysHere.find(subject).orElseThrow().key());
        DATABASE.sql().sql("DELETE FROM privacy.subject_key").update();
    }

    private static SubjectKeys keys() {
        return SubjectKeys.of(DATABASE.sql(), ring, RANDOM, new CacheLimits(100, LEASE));
    }

    private static Erasures erasures(
            SubjectKeys keys, @Nullable OpenRecords records, List<ErasureParticipant> participants) {
        Clock clock = Clock.systemUTC();
        return new Erasures(
                DATABASE.sql(),
                keys,
                new ErasureJournal(folder.resolve("erasures.journal"), clock),
                DATABASE.transactions(),
                records,
                participants,
                LEASE);
    }

    private void request(UUID subject) {
        DATABASE.transactions().executeInTransaction(() -> here.request(subject));
    }

    private void advance() {
        here.advance();
        there.advance();
    }

    private void waitForTwoLeases() {
        long end = System.nanoTime() + LEASE.multipliedBy(2).toNanos();
        await().until(() -> System.nanoTime() > end);
    }

    private State state(UUID subject) {
        return here.find(subject).orElseThrow().state();
    }
}
