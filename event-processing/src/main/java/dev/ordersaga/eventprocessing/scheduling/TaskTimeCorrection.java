package dev.ordersaga.eventprocessing.scheduling;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Corrects what a process with a wrong clock has stored about tasks, by the clock of the database: a heartbeat in the future
 * makes the task of a dead process look alive for that long, and a recurring task that last ran in the future is due only
 * after that.
 */
final class TaskTimeCorrection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskTimeCorrection.class);
    private static final String FUTURE = " > clock_timestamp() + interval '1 minute'";

    private final JdbcClient jdbc;
    private final String heartbeats;
    private final String recurring;

    /** @param table with its schema */
    TaskTimeCorrection(JdbcClient jdbc, String table) {
        this.jdbc = jdbc;
        this.heartbeats =
                "UPDATE " + table + " SET last_heartbeat = clock_timestamp() WHERE picked AND last_heartbeat" + FUTURE;
        this.recurring =
                "UPDATE " + table + " SET execution_time = clock_timestamp(), last_success = clock_timestamp(),"
                        + " last_failure = NULL, version = version + 1 WHERE task_instance = ? AND NOT picked"
                        + " AND greatest(last_success, last_failure)" + FUTURE;
    }

    /** Does not throw: the executor would stop repeating it. */
    @Override
    public void run() {
        try {
            int corrected = jdbc.sql(heartbeats).update()
                    + jdbc.sql(recurring).param(RecurringTask.INSTANCE).update();
            if (corrected > 0) {
                LOG.warn("{} tasks had a time in the future", corrected);
            }
        } catch (RuntimeException e) {
            LOG.debug("the times of tasks cannot be checked", e);
        }
    }
}
