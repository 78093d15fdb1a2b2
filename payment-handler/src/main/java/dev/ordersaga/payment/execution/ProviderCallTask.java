package dev.ordersaga.payment.execution;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.ordersaga.payment.PaymentCommands;
import dev.ordersaga.payment.ProviderCall;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.ProviderOutcome;
import dev.ordersaga.payment.RecordedOutcome;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.PaymentProviders;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scheduled task that makes one provider call: the call outside any transaction, then answer, resulting events, next
 * call and end of this one in one transaction. After a crash in between the call is still in the database; the retry
 * uses the same key and looks the outcome up first.
 */
final class ProviderCallTask {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderCallTask.class);
    private static final Duration PAUSE_OF_CROWDED_ORDER = Duration.ofSeconds(1);

    private final PaymentProviders providers;
    private final PaymentCommands payments;
    private final ProviderCallRepository calls;
    private final TransactionManager transactions;
    private final ProviderCallMetrics metrics;
    private final CallsInFlight inFlight = new CallsInFlight();

    ProviderCallTask(
            PaymentProviders providers,
            PaymentCommands payments,
            ProviderCallRepository calls,
            TransactionManager transactions,
            ProviderCallMetrics metrics) {
        this.providers = providers;
        this.payments = payments;
        this.calls = calls;
        this.transactions = transactions;
        this.metrics = metrics;
    }

    Task<ScheduledCall> asTask(ProviderCallRetries retries) {
        return Tasks.custom(ProviderCallRepository.TASK)
                .onFailure(retries)
                .onDeadExecution(retries)
                .execute((instance, context) -> {
                    run(instance.getData(), context.getExecution());
                    return (complete, operations) -> {}; // completed or rescheduled in the transaction of the answer
                });
    }

    private void run(ScheduledCall scheduled, Execution execution) {
        UUID order = scheduled.call().charge().orderId();
        if (!inFlight.begin(order)) {
            calls.postpone(
                    execution,
                    ProviderCallRetries.withJitter(PAUSE_OF_CROWDED_ORDER, scheduled.call().key()));
            return;
        }
        try {
            call(scheduled, execution);
        } finally {
            inFlight.end(order);
        }
    }

    private void call(ScheduledCall scheduled, Execution execution) {
        ProviderCall call = scheduled.call();
        ProviderCallMdc.during(scheduled, () -> {
            boolean outcomeUnknown = execution.consecutiveFailures > 0;
            ProviderOutcome outcome;
            try {
                outcome = metrics.timed(call, () -> make(call, outcomeUnknown));
            } catch (ProviderUnavailableException e) {
                LOG.debug("{} {}: postponed, {}", call.operation(), call.key(), e.getMessage());
                calls.postpone(execution, ProviderCallRetries.withJitter(e.retryAfter(), call.key()));
                return;
            }
            try {
                record(scheduled, outcome, execution);
            } catch (ExecutionException e) {
                LOG.warn("{}: another process took over the call, its answer counts", call.key(), e);
            }
        });
    }

    private ProviderOutcome make(ProviderCall call, boolean outcomeUnknown) {
        PaymentGateway gateway = providers.gateway(call.provider());
        Charge charge = call.charge();
        return switch (call.operation()) {
            case AUTHORIZE ->
                ofCharge(charge, outcomeUnknown ? findOrAuthorize(gateway, charge) : gateway.authorize(charge));
            case FIND -> ofCharge(charge, findOrAuthorize(gateway, charge));
            case CAPTURE -> ofCharge(charge, gateway.capture(charge, call.key()));
            case VOID -> ofCharge(charge, gateway.voidCharge(charge, call.key()));
            case REFUND ->
                ofRefund(call, outcomeUnknown ? findOrRefund(gateway, call) : gateway.refund(charge, refund(call)));
            case FIND_REFUND -> ofRefund(call, findOrRefund(gateway, call));
        };
    }

    private static ProviderAnswer findOrAuthorize(PaymentGateway gateway, Charge charge) {
        return gateway.find(charge).orElseGet(() -> gateway.authorize(charge));
    }

    private static RefundAnswer findOrRefund(PaymentGateway gateway, ProviderCall call) {
        Charge charge = call.charge();
        Refund refund = refund(call);
        return gateway.findRefund(charge, refund).orElseGet(() -> gateway.refund(charge, refund));
    }

    private static ProviderOutcome ofCharge(Charge charge, ProviderAnswer answer) {
        return new ProviderOutcome.OfCharge(charge.attempt(), answer);
    }

    private static ProviderOutcome ofRefund(ProviderCall call, RefundAnswer answer) {
        return new ProviderOutcome.OfRefund(refund(call).number(), answer);
    }

    private static Refund refund(ProviderCall call) {
        return Objects.requireNonNull(call.refund(), "a call about a refund names it");
    }

    private void record(ScheduledCall scheduled, ProviderOutcome outcome, Execution execution) {
        ProviderCall call = scheduled.call();
        var unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>(call));
        unit.registerCorrelationDataProvider(message -> scheduled.correlation());
        unit.attachTransaction(transactions);
        unit.execute(() -> {
            RecordedOutcome recorded = payments.record(call.charge().orderId(), call.provider(), outcome);
            recorded.next()
                    .ifPresentOrElse(
                            next -> scheduleNext(call, outcome, next, execution), () -> calls.complete(execution));
            if (recorded.isNew()) {
                unit.afterCommit(committed -> metrics.recorded(call.provider(), outcome));
            }
        });
    }

    private void scheduleNext(ProviderCall call, ProviderOutcome outcome, ProviderCall next, Execution execution) {
        if (next.key().equals(call.key())) {
            calls.continueWith(execution, next, pauseBefore(next, call.operation(), outcome));
        } else {
            calls.complete(execution);
            calls.add(next);
        }
    }

    private Duration pauseBefore(ProviderCall next, Operation previous, ProviderOutcome outcome) {
        Instant now = calls.now();
        Optional<Duration> pause =
                outcome.pollAfter(Duration.between(next.charge().startedAt(), now), now);
        if (pause.isPresent()) {
            return pause.get();
        }
        if (next.operation() == previous) {
            throw new IllegalStateException(
                    "the provider answered '" + outcome.kind() + "' to " + previous + ", which makes no progress");
        }
        return Duration.ZERO;
    }
}
