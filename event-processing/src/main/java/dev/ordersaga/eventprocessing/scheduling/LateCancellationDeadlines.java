package dev.ordersaga.eventprocessing.scheduling;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Axon's deadline manager on db-scheduler, in which it is an outcome and no failure that a deadline is cancelled too late:
 * while it fires. What it then does is decided by the aggregate, as if it had fired a moment earlier.
 */
public final class LateCancellationDeadlines extends DbSchedulerDeadlineManager {

    private static final Logger LOG = LoggerFactory.getLogger(LateCancellationDeadlines.class);

    public LateCancellationDeadlines(Builder builder) {
        super(builder);
    }

    @Override
    protected void runOnPrepareCommitOrNow(Runnable deadlineCall) {
        super.runOnPrepareCommitOrNow(() -> {
            try {
                deadlineCall.run();
            } catch (TaskInstanceCurrentlyExecutingException | ExecutionException e) {
                // The second one: it was picked between the look-up and the removal.
                LOG.debug("a deadline fires while it is cancelled", e);
            }
        });
    }
}
