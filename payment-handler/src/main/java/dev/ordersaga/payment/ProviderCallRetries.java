package dev.ordersaga.payment;

import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a call without an answer: it is made again after a growing pause, at once when only its process died.
 * After a bounded time it stays in the database, not due any more, until a person makes it due again: nobody invents an
 * outcome.
 */
final class ProviderCallRetries implements FailureHandler<ScheduledCall>, DeadExecutionHandler<ScheduledCall> {

    /** When a given-up call is due. */
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final Logger LOG = LoggerFactory.getLogger(ProviderCallRetries.class);
    private static final int MAX_DOUBLINGS = 30;

    private final PaymentHandlerSettings settings;
    private final PaymentMetrics metrics;

    ProviderCallRetries(PaymentHandlerSettings settings, PaymentMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void onFailure(ExecutionComplete failed, ExecutionOperations<ScheduledCall> operations) {
        ScheduledCall scheduled =
                (ScheduledCall) failed.getExecution().taskInstance.getData();
        ProviderCallMdc.during(scheduled, () -> {
            Duration unknownFor = Duration.between(scheduled.since(), failed.getTimeDone());
            Instant next = unknownFor.compareTo(settings.giveUpAfter()) < 0
                    ? tryAgain(scheduled.call(), failed)
                    : giveUp(scheduled.call(), unknownFor);
            operations.reschedule(failed, next);
        });
    }

    private Instant tryAgain(ProviderCall call, ExecutionComplete failed) {
        Duration pause = pauseAfter(failed.getExecution().consecutiveFailures + 1, call.key());
        String why = failed.getCause().map(Throwable::toString).orElse("unknown");
        LOG.warn("{} {}: no answer ({}), asking again in {}", call.operation(), call.key(), why, pause);
        metrics.retried(call.operation());
        return failed.getTimeDone().plus(pause);
    }

    private Instant giveUp(ProviderCall call, Duration unknownFor) {
        LOG.error("{} {}: no answer for {}, given up; a person must look", call.operation(), call.key(), unknownFor);
        metrics.givenUp(call.operation());
        return NEVER;
    }

    @Override
    public void deadExecution(ExecutionComplete died, ExecutionOperations<ScheduledCall> operations) {
        LOG.warn("{}: its process died, asking again now", died.getExecution().getId());
        operations.reschedule(died, died.getTimeDone());
    }

    /**
     * Doubles up to the slowest pause. A quarter either way depends on the call, so that calls that failed together do
     * not come back together.
     */
    Duration pauseAfter(int failures, String key) {
        int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
        Duration doubled = settings.firstRetry().multipliedBy(1L << doublings);
        Duration pause = doubled.compareTo(settings.slowestRetry()) < 0 ? doubled : settings.slowestRetry();
        return spread(pause, key + failures);
    }

    /** The same for the same call, and others for others: up to a quarter more or less. */
    static Duration spread(Duration pause, String key) {
        int percent = 75 + Math.floorMod(key.hashCode(), 51);
        return pause.multipliedBy(percent).dividedBy(100);
    }
}
