package dev.ordersaga.payment.reconciliation;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.ordersaga.payment.execution.ChargeComparison;
import dev.ordersaga.payment.execution.ChargeComparisons;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Scheduled task that compares one charge, until nothing about it can change at the provider alone. */
final class ChargeComparisonTask {

    private static final Duration RETRY = Duration.ofMinutes(5);

    private ChargeComparisonTask() {}

    static Task<ChargeComparison> of(Reconciliation reconciliation, Clock clock) {
        return Tasks.custom(ChargeComparisons.TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((instance, context) -> reconciliation
                        .compare(instance.getData())
                        .map(pause -> again(clock.instant().plus(pause)))
                        .orElseGet(CompletionHandler.OnCompleteRemove::new));
    }

    private static CompletionHandler<ChargeComparison> again(Instant due) {
        return (complete, operations) -> operations.reschedule(complete, due);
    }
}
