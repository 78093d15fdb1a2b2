package dev.ordersaga.payment.webhook;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.ordersaga.payment.execution.OutcomeRecorder;
import dev.ordersaga.payment.gateway.PaymentProviders;
import dev.ordersaga.payment.reconciliation.WebhookFindings;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scheduled task that looks up the object of a webhook and records its state. After too many failures the message becomes
 * a finding, which reconciliation follows up: it is never dropped without one.
 */
final class WebhookFollowUp implements FailureHandler<WebhookTask> {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookFollowUp.class);

    /** About two hours in total. */
    private static final int RETRIES = 20;

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration SLOWEST_RETRY = Duration.ofMinutes(15);
    private static final double BACKOFF_FACTOR = 1.5;

    private final Consumer<WebhookTask> work;
    private final WebhookFindings findings;

    WebhookFollowUp(Consumer<WebhookTask> work, WebhookFindings findings) {
        this.work = work;
        this.findings = findings;
    }

    static WebhookFollowUp of(PaymentProviders providers, OutcomeRecorder recorder, WebhookFindings findings) {
        return new WebhookFollowUp(
                task -> providers
                        .records(task.provider())
                        .lookUp(task.reference())
                        .ifPresent(found -> recorder.record(task.provider(), found)),
                findings);
    }

    Task<WebhookTask> asTask() {
        return Tasks.oneTime(WebhookInbox.TASK)
                .onFailure(this)
                .execute((instance, context) -> work.accept(instance.getData()));
    }

    /** The finding is stored first: a crash in between stores it twice, which changes nothing. */
    @Override
    public void onFailure(ExecutionComplete failed, ExecutionOperations<WebhookTask> operations) {
        int failures = failed.getExecution().consecutiveFailures + 1;
        WebhookTask task = (WebhookTask) failed.getExecution().taskInstance.getData();
        if (failures <= RETRIES) {
            operations.reschedule(failed, failed.getTimeDone().plus(pauseAfter(failures)));
            return;
        }
        LOG.error("{} {}: the webhook could not be followed up; check it manually", task.provider(), task.reference());
        findings.report(task.provider(), task.type(), task.reference());
        operations.remove();
    }

    /** Grows with each failure, up to {@link #SLOWEST_RETRY}. */
    static Duration pauseAfter(int failures) {
        double millis = FIRST_RETRY.toMillis() * Math.pow(BACKOFF_FACTOR, failures - 1.0);
        return millis < SLOWEST_RETRY.toMillis() ? Duration.ofMillis((long) millis) : SLOWEST_RETRY;
    }
}
