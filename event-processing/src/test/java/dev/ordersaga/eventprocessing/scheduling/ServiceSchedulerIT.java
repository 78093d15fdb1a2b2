package dev.ordersaga.eventprocessing.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.ScheduledTaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A service does not start without its recurring tasks, and due tasks run without waiting for a poll. */
class ServiceSchedulerIT {

    private final DriverManagerDataSource database =
            new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", "");
    private final JdbcClient sql = JdbcClient.create(database);
    private final CountDownLatch done = new CountDownLatch(1);
    private final RecurringTask<Void> housekeeping =
            Tasks.recurring("housekeeping", FixedDelay.ofHours(1)).execute((task, context) -> done.countDown());
    private final CountDownLatch ran = new CountDownLatch(1);
    private final OneTimeTask<Void> task = Tasks.oneTime("task").execute((task, context) -> ran.countDown());
    private final CountDownLatch otherRan = new CountDownLatch(1);
    private final OneTimeTask<Void> other = Tasks.oneTime("other").execute((task, context) -> otherRan.countDown());

    @Test
    void aRecurringTaskThatCannotBeScheduledPreventsTheStart() throws InterruptedException {
        sql.sql("CREATE SCHEMA service").update();
        ServiceScheduler scheduler = scheduler();
        assertThatThrownBy(scheduler::start).hasMessageContaining("scheduled_tasks");
        assertThat(scheduler.isRunning()).isFalse();

        TaskTable.create(sql, "service");
        ServiceScheduler again = scheduler();
        again.start();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        again.stop();
    }

    @Test
    void aPostponedTaskRunsWhenItIsDueNotAtTheNextPoll() throws InterruptedException {
        TaskTable.create(sql, "service");
        ServiceScheduler scheduler = scheduler();
        scheduler.start();
        assertThat(done.await(20, TimeUnit.SECONDS)).as("the first poll").isTrue();

        postpone(task, Duration.ofMillis(300), scheduler);

        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
        scheduler.stop();
    }

    @Test
    void aPostponedTaskRunsAfterItsCommitEvenIfThatIsLate() throws InterruptedException {
        TaskTable.create(sql, "service");
        ServiceScheduler scheduler = scheduler();
        scheduler.start();
        assertThat(done.await(20, TimeUnit.SECONDS)).as("the first poll").isTrue();

        new TransactionTemplate(new DataSourceTransactionManager(database)).executeWithoutResult(open -> {
            postpone(task, Duration.ofMillis(1), scheduler);
            CompletableFuture.runAsync(() -> postpone(other, Duration.ofMillis(1), scheduler))
                    .join();
            assertThat(otherHasRun())
                    .as("a trigger while the task is not committed")
                    .isTrue();
        });

        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
        scheduler.stop();
    }

    /** As of a dead process whose clock was a day fast: its task would look alive for a day. */
    @Test
    void aHeartbeatInTheFutureIsCorrected() {
        TaskTable.create(sql, "service");
        sql.sql("INSERT INTO service.scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by,"
                        + " last_heartbeat, version) VALUES ('task', 'a', now(), true, 'dead', now() + interval '1 day', 1),"
                        + " ('task', 'b', now(), true, 'live', now() - interval '1 s', 1)")
                .update();
        new TaskTimeCorrection(sql, "service.scheduled_tasks").run();
        assertThat(sql.sql("SELECT count(*) FROM service.scheduled_tasks WHERE last_heartbeat <= clock_timestamp()")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aRecurringTaskThatLastRanInTheFutureIsDueNow() {
        TaskTable.create(sql, "service");
        sql.sql(
                        "INSERT INTO service.scheduled_tasks (task_name, task_instance, execution_time, picked, last_success, version)"
                                + " VALUES ('housekeeping', 'recurring', now() + interval '25 hours', false, now() + interval '1 day', 1),"
                                + " ('daily', 'recurring', now() + interval '23 hours', false, now() - interval '1 hour', 1)")
                .update();
        new TaskTimeCorrection(sql, "service.scheduled_tasks").run();
        assertThat(sql.sql("SELECT task_name FROM service.scheduled_tasks WHERE execution_time <= clock_timestamp()")
                        .query(String.class)
                        .list())
                .containsExactly("housekeeping");
    }

    private static void postpone(OneTimeTask<Void> task, Duration delay, ServiceScheduler scheduler) {
        Instant due = Clock.systemUTC().instant().plus(delay);
        scheduler.repository().createIfNotExists(new ScheduledTaskInstance(task.instance("a"), due));
        scheduler.triggerIn(delay);
    }

    private boolean otherHasRun() {
        try {
            return otherRan.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its polls are an hour apart: what runs after the first one was triggered. */
    private ServiceScheduler scheduler() {
        TaskSettings settings = new TaskSettings(Duration.ofHours(1), Duration.ofSeconds(2), 4);
        return ServiceScheduler.of(
                "service", database, Clock.systemUTC(), settings, List.of(housekeeping, task, other));
    }
}
