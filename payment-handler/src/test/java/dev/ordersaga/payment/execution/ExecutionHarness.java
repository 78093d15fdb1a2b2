package dev.ordersaga.payment.execution;

import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.task.ScheduledTaskInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.ordersaga.payment.PaymentCommands;
import dev.ordersaga.payment.gateway.PaymentProviders;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The production classes of payment execution on in-memory stores, for model tests. */
public final class ExecutionHarness {

    private static final ProviderCallSettings SETTINGS =
            new ProviderCallSettings(Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofHours(23));

    private final PaymentExecution execution;
    private final Task<?> providerCallTask;
    private final OutcomeRecorder recorder;

    public ExecutionHarness(
            CommandGateway commands,
            TransactionManager transactions,
            TaskRepository tasks,
            Clock clock,
            PaymentProviders providers,
            UnknownCharges unknownCharges) {
        var metrics = new ProviderCallMetrics(new CompositeMeterRegistry());
        var payments = new PaymentCommands(commands);
        var calls = new ProviderCallRepository(
                () -> tasks,
                call -> tasks.createIfNotExists(new ScheduledTaskInstance(call, clock.instant())),
                tasks::remove,
                pause -> {},
                JdbcClient.create(new JdbcTemplate()),
                clock);
        execution = new PaymentExecution(payments, calls, providers);
        var comparisons = new ChargeComparisons(() -> tasks, () -> {}, clock);
        recorder = new OutcomeRecorder(payments, calls, comparisons, transactions, metrics);
        var requests = new ProviderRequests(providers, new RefusedRefunds(providers, recorder), unknownCharges);
        providerCallTask = new ProviderCallTask(requests, payments, calls, comparisons, transactions, metrics)
                .asTask(new ProviderCallRetries(SETTINGS, metrics));
    }

    /** The event handler. */
    public Object execution() {
        return execution;
    }

    public Task<?> providerCallTask() {
        return providerCallTask;
    }

    public OutcomeRecorder recorder() {
        return recorder;
    }

    /** Whether a call with this due time was given up. */
    public static boolean isGivenUp(Instant due) {
        return due.equals(ProviderCallRepository.NEVER);
    }
}
