package dev.ordersaga.eventprocessing.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.ordersaga.eventprocessing.hold.HoldSettings.StartMode;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.testing.SettableClock;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A hold is stored: every process of the database follows it, restarts included, until it is released. */
class HoldIT {

    private final DriverManagerDataSource database =
            new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", "");
    private final JdbcClient sql = JdbcClient.create(database);
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T10:00:00Z"));

    @BeforeEach
    void migrate() throws Exception {
        SchemaMigration migration = SchemaMigration.of(database, "eventprocessing");
        migration.afterPropertiesSet();
    }

    @Test
    void aNormalStartDoesNotHold() {
        assertThat(started(StartMode.NORMAL, "hold").isInForce()).isFalse();
    }

    @Test
    void everyProcessFollowsAHoldUntilItsReleaseWhateverItsOwnSettings() {
        Hold other = started(StartMode.NORMAL, "hold");
        Hold first = started(StartMode.HOLD, "restore 1");
        assertThat(first.isInForce()).isTrue();
        assertThat(first.current().orElseThrow().name()).isEqualTo("restore 1");
        clock.advance(Duration.ofSeconds(10));
        assertThat(other.isInForce()).as("a process that was running before").isTrue();
        assertThat(started(StartMode.NORMAL, "hold").isInForce())
                .as("a restart")
                .isTrue();

        assertThat(other.release()).isTrue();
        assertThat(other.release()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(first.isInForce()).isFalse();
        assertThat(other.isInForce()).isFalse();
        assertThat(started(StartMode.HOLD, "restore 1").isInForce())
                .as("a restart after the release, with the same settings")
                .isFalse();
        assertThat(started(StartMode.HOLD, "restore 2").isInForce())
                .as("another restore")
                .isTrue();
    }

    /** A backup may contain the release of an earlier hold of the same name. */
    @Test
    void aReleaseInAnotherCopyOfTheDatabaseDoesNotCount() {
        assertThat(started(StartMode.HOLD, "hold").release()).isTrue();
        sql.sql("UPDATE eventprocessing.hold SET database = 'another server/1/2'")
                .update();

        assertThat(started(StartMode.HOLD, "hold").isInForce()).isTrue();
    }

    @Test
    void untilItCanBeReadItIsInForce() {
        sql.sql("ALTER TABLE eventprocessing.hold RENAME TO hidden").update();
        Hold hold = started(StartMode.NORMAL, "hold");
        assertThat(hold.isInForce()).isTrue();

        sql.sql("ALTER TABLE eventprocessing.hidden RENAME TO hold").update();
        assertThat(hold.isInForce()).isFalse();
        sql.sql("ALTER TABLE eventprocessing.hold RENAME TO hidden").update();
        clock.advance(Duration.ofMinutes(1));
        assertThat(hold.isInForce()).as("what was read last counts").isFalse();
    }

    @Test
    void aHeldTaskIsPutOffAndExecutedAfterTheRelease() {
        AtomicBoolean isHeld = new AtomicBoolean(true);
        AtomicInteger executed = new AtomicInteger();
        OneTimeTask<Void> task = Tasks.oneTime("task").execute((instance, context) -> executed.incrementAndGet());
        HeldTask<Void> held = new HeldTask<>(task, isHeld::get);
        AtomicReference<@Nullable Instant> putOffTo = new AtomicReference<>();

        complete(held, putOffTo);
        assertThat(putOffTo.get()).isEqualTo(clock.instant().plus(Hold.ASK_AGAIN));
        assertThat(executed).hasValue(0);

        isHeld.set(false);
        complete(held, putOffTo);
        assertThat(executed).hasValue(1);
        assertThat(putOffTo.get()).as("removed").isNull();
    }

    @Test
    void aHoldNeedsAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HoldSettings(StartMode.HOLD, " "));
    }

    private void complete(HeldTask<Void> task, AtomicReference<@Nullable Instant> putOffTo) {
        TaskInstance<Void> instance = task.instance("a");
        Execution execution = new Execution(clock.instant(), instance);
        var operations = new RecordedOperations(execution, putOffTo);
        task.execute(instance, new ExecutionContext(null, execution, null, null))
                .complete(ExecutionComplete.success(execution, clock.instant(), clock.instant()), operations);
    }

    private static final class RecordedOperations extends ExecutionOperations<Void> {

        private final AtomicReference<@Nullable Instant> putOffTo;

        RecordedOperations(Execution execution, AtomicReference<@Nullable Instant> putOffTo) {
            super(null, null, execution);
            this.putOffTo = putOffTo;
        }

        @Override
        public void reschedule(ExecutionComplete completed, Instant next) {
            putOffTo.set(next);
        }

        @Override
        public void remove() {
            putOffTo.set(null);
        }

        @Override
        public void stop() {
            putOffTo.set(null);
        }
    }

    private Hold started(StartMode mode, String name) {
        Hold hold = new Hold(sql, clock, new HoldSettings(mode, name));
        hold.start();
        return hold;
    }
}
