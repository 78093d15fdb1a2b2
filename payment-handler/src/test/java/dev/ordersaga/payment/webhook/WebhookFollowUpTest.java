package dev.ordersaga.payment.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import dev.ordersaga.payment.reconciliation.ReconciliationHarness;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Webhooks that cannot be followed up: retried, then a finding. */
class WebhookFollowUpTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final ReconciliationHarness.Findings findings =
            new ReconciliationHarness.Findings(Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<String> changes = new ArrayList<>();
    private final TaskRepository rows = (TaskRepository) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {TaskRepository.class}, (proxy, method, arguments) -> {
                changes.add(method.getName() + (method.getName().equals("reschedule") ? " " + arguments[1] : ""));
                return method.getReturnType() == boolean.class ? true : null;
            });

    @Test
    void aFailureIsRetriedWithAGrowingPauseOfAtMostAQuarterOfAnHour() {
        fail(0);
        fail(19);
        assertThat(changes)
                .containsExactly("reschedule " + NOW.plusSeconds(1), "reschedule " + NOW.plus(Duration.ofMinutes(15)));
        assertThat(findings.open()).isEmpty();
    }

    @Test
    void theLastFailureBecomesAFinding() {
        fail(20);
        assertThat(changes).containsExactly("remove");
        assertThat(findings.open()).containsExactly("pi_1 WEBHOOK: a webhook 'changed' could not be followed up");
    }

    private void fail(int failuresBefore) {
        var instance = WebhookInbox.TASK
                .instance("stripe/evt_1")
                .data(new WebhookTask("stripe", "changed", "pi_1"))
                .build();
        var picked = new Execution(NOW, instance, true, "me", null, null, failuresBefore, NOW, 1);
        new WebhookFollowUp(task -> {}, findings.ofWebhooks())
                .onFailure(
                        ExecutionComplete.failure(picked, NOW, NOW, new IllegalStateException("no answer")),
                        new ExecutionOperations<>(rows, SchedulerListeners.NOOP, picked));
    }
}
