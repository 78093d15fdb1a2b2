package dev.ordersaga.payment.webhook;

import com.github.kagkarlsson.scheduler.task.ScheduledTaskInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.ordersaga.payment.execution.OutcomeRecorder;
import dev.ordersaga.payment.gateway.PaymentProviders;
import dev.ordersaga.payment.reconciliation.WebhookFindings;
import java.time.Instant;

/** The production classes of the webhook inbox, for model tests. */
public final class WebhookHarness {

    private WebhookHarness() {}

    public static Task<?> task(PaymentProviders providers, OutcomeRecorder recorder, WebhookFindings findings) {
        return WebhookFollowUp.of(providers, recorder, findings).asTask();
    }

    /** The task that the inbox stores together with a message. */
    public static ScheduledTaskInstance scheduled(String provider, String messageId, String reference, Instant now) {
        return WebhookInbox.scheduled(messageId, new WebhookTask(provider, "changed", reference), now);
    }
}
