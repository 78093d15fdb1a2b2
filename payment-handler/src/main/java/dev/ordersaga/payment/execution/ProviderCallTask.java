package dev.ordersaga.payment.execution;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.eventprocessing.groupcommit.GroupCommit;
import dev.ordersaga.eventstore.aggregates.AggregatePrefetch;
import dev.ordersaga.payment.InconsistentProviderAnswerException;
import dev.ordersaga.payment.PaymentCommands;
import dev.ordersaga.payment.ProviderCall;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.ProviderOutcome;
import dev.ordersaga.payment.RecordedOutcome;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import dev.ordersaga.payment.gateway.UnreadableAnswerException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scheduled task that makes one provider call: the call outside any transaction, then answer, resulting events, next
 * call and end of this one in one transaction, which answers that arrive at the same time share. After a crash in between the call is still in the database; the retry
 * uses the same key and looks the outcome up first.
 */
final class ProviderCallTask {

    /** Longest pause while a capture or a void is awaited, whatever the age of the attempt. */
    private static final Duration ACTING_POLL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(ProviderCallTask.class);
    private static final int ANSWERS_PER_TRANSACTION = 64;
    private static final Duration PAUSE_OF_CROWDED_ORDER = Duration.ofSeconds(1);

    private final ProviderRequests requests;
    private final PaymentCommands payments;
    private final ProviderCallRepository calls;
    private final ChargeComparisons comparisons;
    private final TransactionManager transactions;
    private final ProviderCallMetrics metrics;
    private final CallsInFlight inFlight = new CallsInFlight();
    private final GroupCommit<Answer> answers =
            new GroupCommit<>(this::recordTogether, this::recordAlone, Answer::order, ANSWERS_PER_TRANSACTION);

    private record Answer(ScheduledCall scheduled, ProviderOutcome outcome, Execution execution) {

        UUID order() {
            return scheduled.call().charge().orderId();
        }
    }

    ProviderCallTask(
            ProviderRequests requests,
            PaymentCommands payments,
            ProviderCallRepository calls,
            ChargeComparisons comparisons,
            TransactionManager transactions,
            ProviderCallMetrics metrics) {
        this.requests = requests;
        this.payments = payments;
        this.calls = calls;
        this.comparisons = comparisons;
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
                    ProviderCallRetries.withJitter(
                            PAUSE_OF_CROWDED_ORDER, scheduled.call().key()));
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
            Instant askedAt = calls.now();
            ProviderOutcome outcome;
            try {
                outcome = metrics.timed(call, () -> requests.make(call, execution.consecutiveFailures));
            } catch (ProviderUnavailableException e) {
                LOG.debug("{} {}: postponed, {}", call.operation(), call.key(), e.getMessage());
                if (e.isProviderFailing()) {
                    recordUnanswered(scheduled, askedAt);
                }
                calls.postpone(execution, ProviderCallRetries.withJitter(e.retryAfter(), call.key()));
                return;
            } catch (UnknownOutcomeException | UnreadableAnswerException | RequestRejectedException e) {
                recordUnanswered(scheduled, askedAt);
                throw e;
            }
            try {
                answers.commit(new Answer(scheduled, outcome, execution));
            } catch (InconsistentProviderAnswerException e) {
                transactions.executeInTransaction(() -> comparisons.compareNow(call, e.providerReference()));
                throw e;
            } catch (ExecutionException e) {
                LOG.warn("{}: another process took over the call, its answer counts", call.key(), e);
            }
        });
    }

    /**
     * From here on the order waits for the provider, and its deadline runs. If this process dies before, no deadline runs
     * until the repeated call has ended.
     */
    private void recordUnanswered(ScheduledCall scheduled, Instant askedAt) {
        ProviderCall call = scheduled.call();
        if (call.operation() == Operation.AUTHORIZE) {
            Charge charge = call.charge();
            var unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>(call));
            unit.registerCorrelationDataProvider(message -> scheduled.correlation());
            unit.attachTransaction(transactions);
            unit.execute(() -> payments.unanswered(charge.orderId(), charge.attempt(), askedAt));
        }
    }

    /** Answers of several calls in one transaction, each in a unit of work with the correlation data of its own order. */
    private void recordTogether(List<Answer> several) {
        var unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>(several));
        unit.attachTransaction(transactions);
        AggregatePrefetch.announce(
                unit,
                several.stream()
                        .map(answer -> PaymentIds.forOrder(answer.order()).toString())
                        .toList());
        unit.execute(() -> several.forEach(answer -> ProviderCallMdc.during(answer.scheduled(), () -> {
            var nested = DefaultUnitOfWork.startAndGet(new GenericMessage<>(answer));
            record(answer, nested);
        })));
    }

    private void recordAlone(Answer answer) {
        var unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>(answer));
        unit.attachTransaction(transactions);
        record(answer, unit);
    }

    private void record(Answer answer, UnitOfWork<?> unit) {
        ProviderCall call = answer.scheduled().call();
        ProviderOutcome outcome = answer.outcome();
        unit.registerCorrelationDataProvider(message -> answer.scheduled().correlation());
        unit.execute(() -> {
            RecordedOutcome recorded = payments.record(answer.order(), call.provider(), outcome);
            if (isRefused(outcome)) {
                comparisons.compareNow(call, null);
            }
            recorded.next()
                    .ifPresentOrElse(
                            next -> scheduleNext(call, outcome, next, answer.execution()),
                            () -> calls.complete(answer.execution()));
            if (recorded.isNew()) {
                comparisons.watch(call.provider(), answer.order(), outcome);
                unit.afterCommit(committed -> metrics.recorded(call.provider(), outcome));
            }
        });
    }

    private static boolean isRefused(ProviderOutcome outcome) {
        return outcome instanceof ProviderOutcome.OfRefund refund && refund.answer() instanceof RefundAnswer.Refused;
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
            boolean isActing = previous == Operation.CAPTURE || previous == Operation.VOID;
            return isActing && !takesDays(outcome) && pause.get().compareTo(ACTING_POLL) > 0
                    ? ACTING_POLL
                    : pause.get();
        }
        if (next.operation() == previous) {
            throw new IllegalStateException(
                    "the provider answered '" + outcome.kind() + "' to " + previous + ", which makes no progress");
        }
        return Duration.ZERO;
    }

    private static boolean takesDays(ProviderOutcome outcome) {
        return outcome instanceof ProviderOutcome.OfCharge charge
                && charge.answer() instanceof ProviderAnswer.Processing processing
                && processing.takesDays();
    }
}
