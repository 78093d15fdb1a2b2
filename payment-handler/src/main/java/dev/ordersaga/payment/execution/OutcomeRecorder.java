package dev.ordersaga.payment.execution;

import static java.util.Objects.requireNonNull;

import dev.ordersaga.payment.PaymentCommands;
import dev.ordersaga.payment.ProviderOutcome;
import dev.ordersaga.payment.RecordedOutcome;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.UnreadableAnswerException;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Records provider outcomes that were not the answer to a call (from webhooks and reconciliation), by the same command
 * as an answer. The next call is scheduled in the same transaction.
 */
public final class OutcomeRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeRecorder.class);

    private final PaymentCommands payments;
    private final ProviderCallRepository calls;
    private final ChargeComparisons comparisons;
    private final TransactionManager transactions;
    private final ProviderCallMetrics metrics;

    OutcomeRecorder(
            PaymentCommands payments,
            ProviderCallRepository calls,
            ChargeComparisons comparisons,
            TransactionManager transactions,
            ProviderCallMetrics metrics) {
        this.payments = payments;
        this.calls = calls;
        this.comparisons = comparisons;
        this.transactions = transactions;
        this.metrics = metrics;
    }

    /** What recording a provider's record came to. */
    public enum Result {
        /** Events were recorded. */
        RECORDED,
        /** Nothing changed: the outcome was recorded before. */
        UNCHANGED,
        /** There is no such payment: the charge belongs to another system that shares the account. */
        NO_PAYMENT
    }

    /**
     * Records the state of a charge, refund or dispute.
     *
     * @param provider name of the provider that has the record
     * @throws UnreadableAnswerException if the record cannot be read
     * @throws dev.ordersaga.payment.InconsistentProviderAnswerException if it contradicts what was recorded before
     */
    public Result record(String provider, ProviderRecord found) {
        return switch (found) {
            case ProviderRecord.OfOrder ofOrder -> {
                try (MDC.MDCCloseable logged =
                        MDC.putCloseable("orderId", ofOrder.orderId().toString())) {
                    yield recordLogged(provider, ofOrder);
                }
            }
            case ProviderRecord.Unreadable unreadable ->
                throw new UnreadableAnswerException(unreadable.reference() + ": " + unreadable.why());
        };
    }

    private Result recordLogged(String provider, ProviderRecord.OfOrder found) {
        ProviderOutcome outcome = outcome(found);
        var unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>(found));
        unit.attachTransaction(transactions);
        try {
            AtomicReference<RecordedOutcome> decided = new AtomicReference<>();
            unit.execute(() -> {
                RecordedOutcome recorded = payments.record(found.orderId(), provider, outcome);
                recorded.next().ifPresent(calls::add);
                if (recorded.isNew()) {
                    comparisons.watch(provider, found.orderId(), outcome);
                }
                decided.set(recorded);
            });
            if (!requireNonNull(decided.get()).isNew()) {
                return Result.UNCHANGED;
            }
            metrics.recorded(provider, outcome);
            LOG.info("{} {}: recorded outcome {}", provider, found.reference(), outcome.kind());
            return Result.RECORDED;
        } catch (AggregateNotFoundException e) {
            LOG.info("{} {}: there is no payment of order {}", provider, found.reference(), found.orderId());
            return Result.NO_PAYMENT;
        }
    }

    private static ProviderOutcome outcome(ProviderRecord.OfOrder found) {
        return switch (found) {
            case ProviderRecord.OfCharge charge -> new ProviderOutcome.OfCharge(charge.attempt(), charge.answer());
            case ProviderRecord.OfRefund refund -> new ProviderOutcome.OfRefund(refund.refund(), refund.answer());
            case ProviderRecord.OfDispute dispute -> new ProviderOutcome.OfDispute(dispute.answer());
        };
    }
}
