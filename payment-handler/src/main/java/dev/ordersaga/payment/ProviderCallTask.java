package dev.ordersaga.payment;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import java.time.Duration;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one provider call: asks outside any transaction, then records the answer, what follows from it and the end of
 * the call in one. A crash in between leaves the call in the database; it is made again, under the same key, and asks
 * first what became of it.
 */
final class ProviderCallTask {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderCallTask.class);

    private final PaymentGateway gateway;
    private final PaymentCommands payments;
    private final ProviderCalls calls;
    private final TransactionManager transactions;
    private final PaymentMetrics metrics;

    ProviderCallTask(
            PaymentGateway gateway,
            PaymentCommands payments,
            ProviderCalls calls,
            TransactionManager transactions,
            PaymentMetrics metrics) {
        this.gateway = gateway;
        this.payments = payments;
        this.calls = calls;
        this.transactions = transactions;
        this.metrics = metrics;
    }

    Task<ScheduledCall> asTask(ProviderCallRetries retries) {
        return Tasks.custom(ProviderCalls.TASK)
                .onFailure(retries)
                .onDeadExecution(retries)
                .execute((instance, context) -> {
                    run(instance.getData(), context.getExecution());
                    return (complete, operations) -> {}; // ended or rescheduled in the transaction of the answer
                });
    }

    private void run(ScheduledCall scheduled, Execution execution) {
        ProviderCall call = scheduled.call();
        CallInLogs.during(scheduled, () -> {
            boolean outcomeUnknown = execution.consecutiveFailures > 0;
            ProviderAnswer answer = metrics.timed(call.operation(), () -> ask(call, outcomeUnknown));
            try {
                record(scheduled, answer, execution);
            } catch (ExecutionException e) {
                LOG.warn("{}: taken for dead, another process has the call; its answer counts", call.key(), e);
            }
        });
    }

    private ProviderAnswer ask(ProviderCall call, boolean outcomeUnknown) {
        Charge charge = call.charge();
        return switch (call.operation()) {
            case AUTHORIZE -> outcomeUnknown ? findOrAuthorize(charge) : gateway.authorize(charge);
            case FIND -> findOrAuthorize(charge);
            case VOID -> gateway.voidCharge(charge, call.key());
            case REFUND -> gateway.refund(charge, call.key());
        };
    }

    private ProviderAnswer findOrAuthorize(Charge charge) {
        return gateway.find(charge).orElseGet(() -> gateway.authorize(charge));
    }

    private void record(ScheduledCall scheduled, ProviderAnswer answer, Execution execution) {
        ProviderCall call = scheduled.call();
        var unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>(call));
        unit.registerCorrelationDataProvider(message -> scheduled.correlation());
        unit.attachTransaction(transactions);
        unit.execute(() -> {
            Recording recording = payments.record(call, answer);
            recording.next().ifPresentOrElse(next -> follow(call, answer, next, execution), () -> calls.end(execution));
            if (recording.isNews()) {
                unit.afterCommit(committed -> metrics.count(answer));
            }
        });
    }

    private void follow(ProviderCall call, ProviderAnswer answer, ProviderCall next, Execution execution) {
        if (next.key().equals(call.key())) {
            calls.goOn(execution, next, pauseBefore(next.operation(), call.operation(), answer));
        } else {
            calls.end(execution);
            calls.add(next);
        }
    }

    private static Duration pauseBefore(Operation next, Operation done, ProviderAnswer answer) {
        if (answer instanceof ProviderAnswer.Processing processing) {
            return processing.askAgainIn();
        }
        if (next == done) {
            throw new IllegalStateException(
                    "the provider answered '" + answer.kind() + "' to " + done + ", which leads nowhere");
        }
        return Duration.ZERO;
    }
}
