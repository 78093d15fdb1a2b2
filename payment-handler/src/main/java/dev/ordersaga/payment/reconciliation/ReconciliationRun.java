package dev.ordersaga.payment.reconciliation;

import static java.util.Objects.requireNonNull;

import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.IdempotencyKeys;
import dev.ordersaga.payment.InconsistentProviderAnswerException;
import dev.ordersaga.payment.PaymentReader;
import dev.ordersaga.payment.PaymentState;
import dev.ordersaga.payment.execution.OutcomeRecorder;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.EnabledProvider;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.reconciliation.ChargeMatch.Kind;
import dev.ordersaga.payment.reconciliation.ReconciliationReport.Run;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reconciliation with one provider, and its counters. Used once. */
final class ReconciliationRun {

    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationRun.class);

    private final String provider;
    private final PaymentGateway gateway;
    private final ProviderRecords records;
    private final PaymentReader payments;
    private final OutcomeRecorder recorder;
    private final ReconciliationStore store;
    private final Clock clock;
    private final ReconciliationTotals totals;
    private final Set<String> openReferences;
    private int charges;
    private int refunds;
    private int updated;
    private int unmatched;
    private int mismatches;

    /** @param provider one that has records */
    ReconciliationRun(
            EnabledProvider provider,
            PaymentReader payments,
            OutcomeRecorder recorder,
            ReconciliationStore store,
            Clock clock) {
        this.provider = provider.name();
        this.gateway = provider.gateway();
        this.records = requireNonNull(provider.records(), "a provider without records cannot be reconciled");
        this.payments = payments;
        this.recorder = recorder;
        this.store = store;
        this.clock = clock;
        this.totals = new ReconciliationTotals(provider.name());
        this.openReferences = store.openReferences(provider.name());
    }

    /** @param isFull whether totals are stored */
    void run(Instant from, Instant before, boolean isFull) {
        Instant startedAt = clock.instant();
        records.list(from, before, this::reconcile);
        if (isFull) {
            store.save(totals.totals(), clock.instant());
        }
        store.save(new Run(
                provider,
                startedAt,
                clock.instant(),
                isFull,
                from,
                before,
                charges,
                refunds,
                updated,
                unmatched,
                mismatches));
    }

    private void reconcile(ProviderRecord found) {
        switch (found) {
            case ProviderRecord.OfCharge charge -> reconcile(charge);
            case ProviderRecord.OfRefund refund -> reconcile(refund);
            case ProviderRecord.OfDispute dispute -> record(dispute);
        }
    }

    private void reconcile(ProviderRecord.OfCharge found) {
        charges++;
        ChargeMatch first = ChargeMatch.of(payment(found), provider, found);
        // Listing and reading are a moment apart: an apparent difference is checked once more.
        boolean differs = first.kind() == Kind.UNMATCHED || first.kind() == Kind.MISMATCH;
        if (differs) {
            recordRefundsOf(found);
        }
        ProviderRecord.OfCharge current = differs ? lookUpAgain(found).orElse(found) : found;
        ChargeMatch match = differs ? ChargeMatch.of(payment(current), provider, current) : first;
        switch (match.kind()) {
            case OUTDATED -> record(current);
            case UNMATCHED -> release(match, current);
            case MISMATCH -> report(match, current);
            case MATCHED, NO_PAYMENT -> {
                if (openReferences.contains(current.reference())) {
                    store.close(provider, current.reference(), clock.instant());
                }
            }
        }
        payments.ofOrder(current.orderId()).ifPresent(payment -> totals.add(payment, current));
    }

    private void reconcile(ProviderRecord.OfRefund found) {
        refunds++;
        record(found);
        payments.ofOrder(found.orderId()).ifPresent(payment -> totals.add(payment, found));
    }

    /**
     * A returned refund explains why the provider holds money. It is recorded first, and needs a manual check: the
     * money must not be refunded a second time as an unmatched charge.
     */
    private void recordRefundsOf(ProviderRecord.OfCharge found) {
        payments.ofOrder(found.orderId())
                .filter(payment -> provider.equals(payment.attempt().provider())
                        && payment.attempt().number() == found.attempt())
                .ifPresent(payment -> payment.refunds()
                        .succeeded()
                        .values()
                        .forEach(refund -> recordRefund(payment, refund, found.createdAt())));
    }

    private void recordRefund(PaymentState payment, Refund refund, Instant createdAt) {
        gateway.findRefund(payment.attempt().charge(), refund)
                .ifPresent(answer -> record(new ProviderRecord.OfRefund(
                        payment.orderId(),
                        refund.number(),
                        refund.idempotencyKey(),
                        refund.amount(),
                        createdAt,
                        answer)));
    }

    private void record(ProviderRecord found) {
        try {
            if (recorder.record(provider, found) == OutcomeRecorder.Result.RECORDED) {
                updated++;
            }
        } catch (InconsistentProviderAnswerException e) {
            if (found instanceof ProviderRecord.OfCharge charge) {
                report(new ChargeMatch(Kind.MISMATCH, String.valueOf(e.getMessage())), charge);
            }
        }
    }

    private void release(ChargeMatch match, ProviderRecord.OfCharge found) {
        LOG.error("{} of order {}: {}; voiding or refunding it", found.reference(), found.orderId(), match.what());
        unmatched++;
        store.saveFinding(provider, match, found, clock.instant());
        try {
            release(found);
        } catch (ProviderUnavailableException e) {
            LOG.warn("{} is not released now, its finding stays open: {}", found.reference(), e.getMessage());
            return;
        }
        store.close(provider, found.reference(), clock.instant());
    }

    private void report(ChargeMatch match, ProviderRecord.OfCharge found) {
        LOG.error("{} of order {}: {}; check it manually", found.reference(), found.orderId(), match.what());
        mismatches++;
        store.saveFinding(provider, match, found, clock.instant());
    }

    private void release(ProviderRecord.OfCharge found) {
        String key = IdempotencyKeys.ofUnmatchedCharge(found.orderId(), found.reference());
        Charge charge = new Charge(
                found.orderId(),
                found.attempt(),
                key,
                "",
                found.amount(),
                CaptureMode.ON_CONFIRMATION,
                found.createdAt(),
                found.reference());
        if (found.answer() instanceof Authorized) {
            gateway.voidCharge(charge, key);
        } else {
            gateway.refund(charge, new Refund(PaymentState.RELEASE_REFUND, found.held(), null, key));
        }
    }

    private Optional<ProviderRecord.OfCharge> lookUpAgain(ProviderRecord.OfCharge found) {
        return records.lookUp(found.reference())
                .filter(ProviderRecord.OfCharge.class::isInstance)
                .map(ProviderRecord.OfCharge.class::cast);
    }

    private @Nullable PaymentState payment(ProviderRecord found) {
        return payments.ofOrder(found.orderId()).orElse(null);
    }
}
