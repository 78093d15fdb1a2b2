package dev.ordersaga.eventprocessing.scheduling;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Tasks that the process which writes them executes. Polls are an hour apart: what runs was started directly, or triggered. */
class ImmediateTasksIT {

    private static final TaskDescriptor<String> TASK = TaskDescriptor.of("task", String.class);
    private static final Duration HEARTBEAT = Duration.ofMillis(500);
    private static final int MAX_RUNNING = 2;

    private final DriverManagerDataSource database =
            new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", "");
    private final JdbcClient sql = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    private final BlockingQueue<String> started = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> failed = new LinkedBlockingQueue<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private ServiceScheduler scheduler;

    @BeforeEach
    void start() {
        TaskTable.create(sql, "service");
        TaskSettings settings = new TaskSettings(Duration.ofHours(1), HEARTBEAT, MAX_RUNNING);
        scheduler = ServiceScheduler.of("service", database, Clock.systemUTC(), settings, List.of(task()));
        scheduler.start();
    }

    @AfterEach
    void stop() {
        held.values().forEach(CountDownLatch::countDown);
        scheduler.stop();
    }

    @Test
    void itStartsWhenItsTransactionHasCommittedAndNotBefore() throws InterruptedException {
        transaction.executeWithoutResult(status -> {
            add("a");
            add("b");
            assertThat(rows()).as("written just before the commit").isZero();
            assertThat(started).isEmpty();
        });

        assertThat(List.of(nextStarted(), nextStarted())).containsExactlyInAnyOrder("a", "b");
        await().until(() -> rows() == 0);
    }

    @Test
    void aRolledBackTaskDoesNotRun() throws InterruptedException {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    add("a");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(rows()).isZero();

        // Its permit is released: two others run at the same time.
        hold("b", "c");
        inOneTransaction("b", "c");
        assertThat(List.of(nextStarted(), nextStarted())).containsExactlyInAnyOrder("b", "c");
        assertThat(started).isEmpty();
    }

    @Test
    void anExistingTaskIsNotStartedAgain() throws InterruptedException {
        hold("a");
        inOneTransaction("a");
        assertThat(nextStarted()).isEqualTo("a");

        inOneTransaction("a");
        inOneTransaction("b");

        assertThat(nextStarted()).isEqualTo("b");
        release("a");
        await().until(() -> rows() == 0);
        assertThat(started).isEmpty();
    }

    @Test
    void aTaskWithoutAPermitIsDueForAnyProcess() throws InterruptedException {
        hold("a", "b");
        inOneTransaction("a", "b", "c");

        assertThat(List.of(nextStarted(), nextStarted(), nextStarted())).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(of("version", "a")).as("run by the process that wrote it").isEqualTo("1");
        held.values().forEach(CountDownLatch::countDown);
        await().until(() -> rows() == 0);
    }

    /** Two of these tasks run directly, two more are polled, and four that wait are twice the number of threads. */
    @Test
    void theQueueIsFullWhileManyTasksWaitForAThread() {
        assertThat(scheduler.isFull()).isFalse();
        String[] tasks = {"a", "b", "c", "d", "e", "f", "g", "h"};
        hold(tasks);
        inOneTransaction(tasks);

        await().until(scheduler::isFull);
        await().until(() -> started.size() == 4);
        assertThat(scheduler.isFull()).isTrue();

        List.of("a", "b", "c", "d", "e", "f", "g", "h").forEach(this::release);
        await().until(() -> !scheduler.isFull());
        await().until(() -> rows() == 0);
    }

    @Test
    void tasksOfAnotherVersionDoNotMakeTheQueueFull() {
        for (int i = 0; i < 10; i++) {
            sql.sql("INSERT INTO service.scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                            + " VALUES ('of another version', ?, now() - interval '1 hour', false, 1)")
                    .param("task " + i)
                    .update();
        }
        hold("a", "b");
        inOneTransaction("a", "b", "c");

        assertThat(scheduler.isFull()).as("one of our own waits").isFalse();
    }

    @Test
    void aFailureIsHandledByTheTask() throws InterruptedException {
        inOneTransaction("fails");

        assertThat(failed.poll(10, TimeUnit.SECONDS)).isEqualTo("fails: no");
        await().until(() -> isPicked("fails"), picked -> !picked);
        assertThat(sql.sql("SELECT consecutive_failures FROM service.scheduled_tasks")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void itIsNotRepeatedWhileItsHeartbeatsContinue() throws InterruptedException {
        hold("a");
        inOneTransaction("a");
        assertThat(nextStarted()).isEqualTo("a");
        String first = of("last_heartbeat", "a");

        await().until(() -> !of("last_heartbeat", "a").equals(first));
        await().during(HEARTBEAT.multipliedBy(5)).atMost(Duration.ofSeconds(20)).until(() -> isPicked("a"));
        assertThat(started).isEmpty();
    }

    @Test
    void itIsRepeatedWhenItsProcessDies() throws InterruptedException {
        hold("a");
        inOneTransaction("a");
        assertThat(nextStarted()).isEqualTo("a");

        // Simulates another process that started it and died: the heartbeats of this one do not match the new version.
        sql.sql("UPDATE service.scheduled_tasks SET version = 2, last_heartbeat = now() - interval '1 hour'")
                .update();
        release("a");

        assertThat(nextStarted()).isEqualTo("a");
    }

    @Test
    void aTaskScheduledForLaterRunsWhenItIsDueNotAtTheNextPoll() throws InterruptedException {
        var task = TASK.instance("a").data("a").build();

        scheduler.scheduler().schedule(task, Clock.systemUTC().instant().plusMillis(300));

        assertThat(nextStarted()).isEqualTo("a");
    }

    @Test
    void aShutdownWaitsForRunningTasksAndStartsNoFurtherOnes() throws InterruptedException {
        hold("a");
        inOneTransaction("a");
        assertThat(nextStarted()).isEqualTo("a");
        Thread end = Thread.ofVirtual().start(scheduler::stop);
        await().until(() -> !scheduler.isRunning());
        assertThat(end.isAlive()).isTrue();

        release("a");
        end.join();
        assertThat(rows()).isZero();
        inOneTransaction("b");
        assertThat(isPicked("b")).as("left to other processes").isFalse();
        assertThat(started).isEmpty();
    }

    private Task<String> task() {
        return Tasks.custom(TASK)
                .onFailure(this::failed)
                .onDeadExecution((died, operations) -> operations.reschedule(died, died.getTimeDone()))
                .execute((instance, context) -> run(instance.getId()));
    }

    private CompletionHandler<String> run(String id) {
        started.add(id);
        if (id.equals("fails")) {
            throw new IllegalStateException("no");
        }
        CountDownLatch latch = held.get(id);
        if (latch != null) {
            await().until(() -> latch.getCount() == 0);
        }
        return (complete, operations) -> operations.remove();
    }

    private void failed(ExecutionComplete complete, ExecutionOperations<String> operations) {
        operations.reschedule(complete, complete.getTimeDone().plus(Duration.ofHours(1)));
        failed.add(complete.getExecution().getId() + ": "
                + complete.getCause().map(Throwable::getMessage).orElseThrow());
    }

    private void hold(String... ids) {
        for (String id : ids) {
            held.put(id, new CountDownLatch(1));
        }
    }

    private void release(String id) {
        requireNonNull(held.get(id)).countDown();
    }

    private void inOneTransaction(String... ids) {
        transaction.executeWithoutResult(status -> {
            for (String id : ids) {
                add(id);
            }
        });
    }

    private void add(String id) {
        scheduler.addImmediate(TASK.instance(id).data(id).build());
    }

    private String nextStarted() throws InterruptedException {
        return String.valueOf(started.poll(10, TimeUnit.SECONDS));
    }

    private long rows() {
        return sql.sql("SELECT count(*) FROM service.scheduled_tasks")
                .query(Long.class)
                .single();
    }

    private boolean isPicked(String id) {
        return of("picked", id).equals("true");
    }

    private String of(String column, String id) {
        return sql.sql("SELECT " + column + "::text FROM service.scheduled_tasks WHERE task_instance = ?")
                .param(id)
                .query(String.class)
                .single();
    }
}
