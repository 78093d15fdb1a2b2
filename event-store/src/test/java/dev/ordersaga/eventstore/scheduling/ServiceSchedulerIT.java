package dev.ordersaga.eventstore.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Housekeeping that could not be scheduled is no reason to begin without it. */
class ServiceSchedulerIT {

    private final DriverManagerDataSource database =
            new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", "");
    private final JdbcClient sql = JdbcClient.create(database);
    private final CountDownLatch done = new CountDownLatch(1);
    private final RecurringTask<Void> housekeeping =
            Tasks.recurring("housekeeping", FixedDelay.ofHours(1)).execute((task, context) -> done.countDown());

    @Test
    void aRecurringTaskThatCannotBeScheduledKeepsTheServiceFromStarting() throws InterruptedException {
        sql.sql("CREATE SCHEMA service").update();
        ServiceScheduler scheduler = scheduler();
        assertThatThrownBy(scheduler::start).hasMessageContaining("scheduled_tasks");
        assertThat(scheduler.isRunning()).isFalse();

        sql.sql("CREATE TABLE service.scheduled_tasks (task_name text, task_instance text, task_data bytea,"
                        + " execution_time timestamptz, picked boolean, picked_by text, last_success timestamptz,"
                        + " last_failure timestamptz, consecutive_failures integer, last_heartbeat timestamptz,"
                        + " version bigint, priority smallint, PRIMARY KEY (task_name, task_instance))")
                .update();
        ServiceScheduler again = scheduler();
        again.start();
        sql.sql("UPDATE service.scheduled_tasks SET execution_time = now() WHERE NOT picked")
                .update();
        again.hint();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        again.stop();
    }

    private ServiceScheduler scheduler() {
        TaskSettings settings = new TaskSettings(Duration.ofMillis(100), Duration.ofSeconds(2), 4);
        return ServiceScheduler.of("service", database, Clock.systemUTC(), settings, List.of(housekeeping));
    }
}
