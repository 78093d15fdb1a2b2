package dev.ordersaga.payment.execution;

import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.task.ScheduledTaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.ordersaga.payment.ProviderCall;
import dev.ordersaga.payment.ProviderOutcome;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Schedules comparisons of single charges with the provider's records, in the transaction of what leads to them: at once
 * where the provider refused something, and repeatedly while something can still change at the provider alone.
 */
public final class ChargeComparisons {

    /** Stored with each comparison: part of the schema. */
    public static final TaskDescriptor<ChargeComparison> TASK =
            TaskDescriptor.of("compare-charge", ChargeComparison.class);

    private static final Duration FIRST = Duration.ofDays(1);

    private final Supplier<TaskRepository> rows;
    private final Runnable hint;
    private final Clock clock;

    /**
     * @param rows resolved with each change: the scheduler needs the task that in turn needs this class
     * @param hint announces a task that becomes due at the commit of the current transaction
     */
    ChargeComparisons(Supplier<TaskRepository> rows, Runnable hint, Clock clock) {
        this.rows = rows;
        this.hint = hint;
        this.clock = clock;
    }

    /** Compares the call's charge as soon as possible. */
    void compareNow(ProviderCall call, @Nullable String reference) {
        UUID orderId = call.charge().orderId();
        add(orderId + "/now", new ChargeComparison(call.provider(), orderId, reference, false), clock.instant());
        hint.run();
    }

    /** After a refund, which the bank may return, or a dispute, which it decides: the charge is compared again. */
    void watch(String provider, UUID orderId, ProviderOutcome outcome) {
        boolean canChange = switch (outcome) {
            case ProviderOutcome.OfCharge charge -> false;
            case ProviderOutcome.OfCheck check -> false;
            case ProviderOutcome.OfRefund refund -> refund.answer() instanceof RefundAnswer.Succeeded;
            case ProviderOutcome.OfDispute dispute -> dispute.answer().outcome() == null;
        };
        if (canChange) {
            add(
                    orderId.toString(),
                    new ChargeComparison(provider, orderId, null, true),
                    clock.instant().plus(FIRST));
        }
    }

    private void add(String id, ChargeComparison comparison, Instant due) {
        rows.get()
                .createIfNotExists(new ScheduledTaskInstance(
                        TASK.instance(id).data(comparison).build(), due));
    }
}
