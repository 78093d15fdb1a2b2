package dev.ordersaga.payment;

import static java.util.Objects.requireNonNull;

import dev.ordersaga.payment.gateway.ProviderRecord;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Records what was learned otherwise than by the answer to a call, by the very command that an answer is recorded with.
 * What follows from it is written as a call in the same transaction.
 */
final class OutcomeRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeRecorder.class);

    private final PaymentCommands payments;
    private final ProviderCalls calls;
    private final TransactionManager transactions;
    private final PaymentMetrics metrics;

    OutcomeRecorder(
            PaymentCommands payments, ProviderCalls calls, TransactionManager transactions, PaymentMetrics metrics) {
        this.payments = payments;
        this.calls = calls;
        this.transactions = transactions;
        this.metrics = metrics;
    }

    /** What became of something that was found at a provider. */
    enum Result {
        /** It was not known here. */
        NEWS,
        KNOWN,
        /** There is no such payment: another system's, in a shared account. */
        NOT_OURS
    }

    /** @throws InconsistentProviderAnswerException if it cannot be true after what is on record */
    Result record(ProviderRecord found) {
        try (MDC.MDCCloseable logged =
                MDC.putCloseable("orderId", found.orderId().toString())) {
            return recordLogged(found);
        }
    }

    private Result recordLogged(ProviderRecord found) {
        ProviderOutcome outcome = outcome(found);
        var unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>(found));
        unit.attachTransaction(transactions);
        try {
            AtomicReference<RecordedOutcome> decided = new AtomicReference<>();
            unit.execute(() -> {
                RecordedOutcome recording = payments.record(found.orderId(), outcome);
                recording.next().ifPresent(calls::add);
                decided.set(recording);
            });
            RecordedOutcome recording = requireNonNull(decided.get());
            if (!recording.isNews()) {
                return Result.KNOWN;
            }
            metrics.count(outcome);
            LOG.info("{}: learned that it is {}", found.reference(), outcome.kind());
            return Result.NEWS;
        } catch (AggregateNotFoundException e) {
            LOG.info("{}: there is no payment of order {} here", found.reference(), found.orderId());
            return Result.NOT_OURS;
        }
    }

    private static ProviderOutcome outcome(ProviderRecord found) {
        return switch (found) {
            case ProviderRecord.OfCharge charge -> new ProviderOutcome.OfCharge(charge.attempt(), charge.answer());
            case ProviderRecord.OfRefund refund -> new ProviderOutcome.OfRefund(refund.refund(), refund.answer());
            case ProviderRecord.OfDispute dispute -> new ProviderOutcome.OfDispute(dispute.answer());
        };
    }
}
