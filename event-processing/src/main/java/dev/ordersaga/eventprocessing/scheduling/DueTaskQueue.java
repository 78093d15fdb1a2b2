package dev.ordersaga.eventprocessing.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * The tasks of one service that are due and that no process has begun. Costs no statement while this process has written
 * none; otherwise they are counted, up to the bound of the queue and at most once in {@link #COUNT_AGAIN}.
 */
final class DueTaskQueue {

    private static final Logger LOG = LoggerFactory.getLogger(DueTaskQueue.class);
    private static final Duration COUNT_AGAIN = Duration.ofMillis(20);

    /** After this time the transaction that writes a task has committed, and the task can be counted. */
    private static final Duration COMMITTED = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final String count;
    private final SqlArrayValue tasks;
    private final int most;
    private final Clock clock;
    private volatile boolean mayHaveTasks;
    private volatile Instant addedAt = Instant.MIN;
    private volatile Instant countedAt = Instant.MIN;
    private volatile boolean isFull;

    /**
     * @param table with its schema
     * @param tasks names of those that this process can execute: no others make the queue full, such as tasks of another
     *     version, which wait for a process of that
     * @param most number of tasks with which the queue is full
     */
    DueTaskQueue(JdbcClient jdbc, String table, List<String> tasks, int most, Clock clock) {
        this.jdbc = jdbc;
        this.count = "SELECT count(*) FROM (SELECT 1 FROM " + table
                + " WHERE NOT picked AND execution_time <= ? AND task_name = ANY (?) LIMIT ?) AS due";
        this.tasks = new SqlArrayValue("text", tasks.toArray());
        this.most = most;
        this.clock = clock;
    }

    /** The running transaction writes a task as due. */
    void added() {
        addedAt = clock.instant();
        mayHaveTasks = true;
    }

    /** Whether as many tasks are due as the bound says, or more; false while the database cannot be asked. */
    boolean isFull() {
        if (!mayHaveTasks) {
            return false;
        }
        Instant now = clock.instant();
        if (!now.isBefore(countedAt) && now.isBefore(countedAt.plus(COUNT_AGAIN))) {
            return isFull;
        }
        int due = count(now);
        isFull = due >= most;
        mayHaveTasks = due > 0 || now.isBefore(addedAt.plus(COMMITTED));
        countedAt = now;
        return isFull;
    }

    private int count(Instant now) {
        try {
            return jdbc.sql(count)
                    .params(now.atOffset(ZoneOffset.UTC), tasks, most)
                    .query(Integer.class)
                    .single();
        } catch (DataAccessException e) {
            // The caller's own statements report it.
            LOG.debug("The due tasks cannot be counted", e);
            return 0;
        }
    }
}
