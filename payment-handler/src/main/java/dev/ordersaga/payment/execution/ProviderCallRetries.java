package dev.ordersaga.payment.execution;

import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import dev.ordersaga.payment.ProviderCall;
import dev.ordersaga.payment.ProviderCall.Operation;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retry with exponential back-off for provider calls without an answer; immediate retry after a crash of the process.
 * After {@code give-up-after} a call that could make a second charge or refund stays in the database, not due any more,
 * until an operator retries it: an outcome is never assumed.
 */
final class ProviderCallRetries implements FailureHandler<ScheduledCall>, DeadExecutionHandler<ScheduledCall> {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderCallRetries.class);
    private static final int MAX_DOUBLINGS = 30;

    private final ProviderCallSettings settings;
    private final ProviderCallMetrics metrics;

    ProviderCallRetries(ProviderCallSettings settings, ProviderCallMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void onFailure(ExecutionComplete failed, ExecutionOperations<ScheduledCall> operations) {
        ScheduledCall scheduled =
                (ScheduledCall) failed.getExecution().taskInstance.getData();
        ProviderCallMdc.during(scheduled, () -> {
            Duration unknownFor = Duration.between(scheduled.since(), failed.getTimeDone());
            boolean isRepeatable = unknownFor.compareTo(settings.giveUpAfter()) < 0
                    || canBeRepeatedForAnyTime(scheduled.call().operation());
            Instant next = isRepeatable ? retry(scheduled.call(), failed) : giveUp(scheduled.call(), unknownFor);
            operations.reschedule(failed, next);
        });
    }

    /** Whether the state of the object, and not a key that the provider forgets, keeps the request from acting twice. */
    private static boolean canBeRepeatedForAnyTime(Operation operation) {
        return switch (operation) {
            case CAPTURE, VOID, CHECK -> true;
            case AUTHORIZE, FIND, REFUND, FIND_REFUND -> false;
        };
    }

    private Instant retry(ProviderCall call, ExecutionComplete failed) {
        Duration pause = pauseAfter(failed.getExecution().consecutiveFailures + 1, call.key());
        String cause = failed.getCause().map(Throwable::toString).orElse("unknown");
        LOG.warn("{} {}: no answer ({}), retrying in {}", call.operation(), call.key(), cause, pause);
        metrics.retried(call);
        return failed.getTimeDone().plus(pause);
    }

    private Instant giveUp(ProviderCall call, Duration unknownFor) {
        LOG.error("{} {}: no answer for {}, given up; retry it manually", call.operation(), call.key(), unknownFor);
        metrics.givenUp(call);
        return ProviderCallRepository.NEVER;
    }

    @Override
    public void deadExecution(ExecutionComplete died, ExecutionOperations<ScheduledCall> operations) {
        LOG.warn("{}: its process died, retrying now", died.getExecution().getId());
        operations.reschedule(died, died.getTimeDone());
    }

    /** Doubles up to the slowest retry, with jitter, so that calls that failed together are not retried together. */
    Duration pauseAfter(int failures, String key) {
        int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
        Duration doubled = settings.firstRetry().multipliedBy(1L << doublings);
        Duration pause = doubled.compareTo(settings.slowestRetry()) < 0 ? doubled : settings.slowestRetry();
        return withJitter(pause, key + failures);
    }

    /** Up to a quarter more or less; the same for the same key. */
    static Duration withJitter(Duration pause, String key) {
        int percent = 75 + Math.floorMod(key.hashCode(), 51);
        return pause.multipliedBy(percent).dividedBy(100);
    }
}
