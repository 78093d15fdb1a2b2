package dev.ordersaga.payment;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
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
        ProviderCallMdc.during(scheduled, () -> {
            boolean outcomeUnknown = execution.consecutiveFailures > 0;
            ProviderOutcome outcome;
            try {
                outcome = metrics.timed(call.operation(), () -> ask(call, outcomeUnknown));
            } catch (ProviderUnavailableException e) {
                LOG.debug("{} {}: postponed, {}", call.operation(), call.key(), e.getMessage());
                calls.postpone(execution, ProviderCallRetries.spread(e.askIn(), call.key()));
                return;
            }
            try {
                record(scheduled, outcome, execution);
            } catch (ExecutionException e) {
                LOG.warn("{}: taken for dead, another process has the call; its answer counts", call.key(), e);
            }
        });
    }

    private ProviderOutcome ask(ProviderCall call, boolean outcomeUnknown) {
        Charge charge = call.charge();
        return switch (call.operation()) {
            case AUTHORIZE -> ofCharge(charge, outcomeUnknown ? findOrAuthorize(charge) : gateway.authorize(charge));
            case FIND -> ofCharge(charge, findOrAuthorize(charge));
            case CAPTURE -> ofCharge(charge, gateway.capture(charge, call.key()));
            case VOID -> ofCharge(charge, gateway.voidCharge(charge, call.key()));
            case REFUND -> outcomeUnknown ? findOrRefund(call) : ofRefund(call, gateway.refund(charge, refund(call)));
            case FIND_REFUND -> findOrRefund(call);
        };
    }

    private ProviderAnswer findOrAuthorize(Charge charge) {
        return gateway.find(charge).orElseGet(() -> gateway.authorize(charge));
    }

    private ProviderOutcome findOrRefund(ProviderCall call) {
        Charge charge = call.charge();
        Refund refund = refund(call);
        return ofRefund(call, gateway.findRefund(charge, refund).orElseGet(() -> gateway.refund(charge, refund)));
    }

    private static ProviderOutcome ofCharge(Charge charge, ProviderAnswer answer) {
        return new ProviderOutcome.OfCharge(charge.attempt(), answer);
    }

    private static ProviderOutcome ofRefund(ProviderCall call, RefundAnswer answer) {
        return new ProviderOutcome.OfRefund(refund(call).number(), answer);
    }

    private static Refund refund(ProviderCall call) {
        return Objects.requireNonNull(call.refund(), "a refund's call says which");
    }

    private void record(ScheduledCall scheduled, ProviderOutcome outcome, Execution execution) {
        ProviderCall call = scheduled.call();
        var unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>(call));
        unit.registerCorrelationDataProvider(message -> scheduled.correlation());
        unit.attachTransaction(transactions);
        unit.execute(() -> {
            RecordedOutcome recording = payments.record(call.charge().orderId(), outcome);
            recording
                    .next()
                    .ifPresentOrElse(next -> follow(call, outcome, next, execution), () -> calls.end(execution));
            if (recording.isNews()) {
                unit.afterCommit(committed -> metrics.count(outcome));
            }
        });
    }

    private void follow(ProviderCall call, ProviderOutcome outcome, ProviderCall next, Execution execution) {
        if (next.key().equals(call.key())) {
            calls.goOn(execution, next, pauseBefore(next, call.operation(), outcome));
        } else {
            calls.end(execution);
            calls.add(next);
        }
    }

    private Duration pauseBefore(ProviderCall next, Operation done, ProviderOutcome outcome) {
        Instant now = calls.now();
        Optional<Duration> pause =
                outcome.askAgainIn(Duration.between(next.charge().startedAt(), now), now);
        if (pause.isPresent()) {
            return pause.get();
        }
        if (next.operation() == done) {
            throw new IllegalStateException(
                    "the provider answered '" + outcome.kind() + "' to " + done + ", which leads nowhere");
        }
        return Duration.ZERO;
    }
}
