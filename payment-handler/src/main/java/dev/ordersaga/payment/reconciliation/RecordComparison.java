package dev.ordersaga.payment.reconciliation;

import static java.util.Objects.requireNonNull;

import dev.ordersaga.payment.InconsistentProviderAnswerException;
import dev.ordersaga.payment.PaymentReader;
import dev.ordersaga.payment.PaymentState;
import dev.ordersaga.payment.execution.OutcomeRecorder;
import dev.ordersaga.payment.gateway.EnabledProvider;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import dev.ordersaga.payment.gateway.UnreadableAnswerException;
import dev.ordersaga.payment.reconciliation.ChargeMatch.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares records of one provider with this system's payments, one after the other: one that cannot be read, or about
 * which the provider refuses something, becomes a finding and does not keep the others from being compared.
 */
final class RecordComparison {

    private static final Logger LOG = LoggerFactory.getLogger(RecordComparison.class);

    private final String provider;
    private final ProviderRecords records;
    private final PaymentGateway gateway;
    private final PaymentReader payments;
    private final OutcomeRecorder recorder;
    private final ReconciliationStore store;
    private final Clock clock;
    private final Set<String> openReferences;
    private final Set<String> compared = new HashSet<>();
    private final RunCounts counts = new RunCounts();

    /** @param provider one that has records */
    RecordComparison(
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
        this.openReferences = store.openReferences(provider.name());
    }

    RunCounts counts() {
        return counts;
    }

    void compare(ProviderRecord found) {
        compared.add(found.reference());
        try {
            switch (found) {
                case ProviderRecord.OfCharge charge -> compareCharge(charge);
                case ProviderRecord.OfRefund refund -> compareRefund(refund);
                case ProviderRecord.OfDispute dispute -> compareDispute(dispute);
                case ProviderRecord.Unreadable unreadable -> report(Kind.UNREADABLE, found, unreadable.why());
            }
        } catch (UnreadableAnswerException | UnknownOutcomeException | RequestRejectedException e) {
            report(Kind.UNREADABLE, found, String.valueOf(e.getMessage()));
        } catch (InconsistentProviderAnswerException e) {
            report(Kind.MISMATCH, found, String.valueOf(e.getMessage()));
        } catch (ConcurrencyException e) {
            LOG.info("{}: its payment has changed meanwhile, it is compared again later", found.reference());
        }
    }

    /** Compares the records with an open finding that were not compared yet: they may be older than what is listed. */
    void compareOpenFindings() {
        openReferences.stream()
                .filter(reference -> !compared.contains(reference))
                .forEach(reference -> {
                    try {
                        records.lookUp(reference).ifPresent(this::compare);
                    } catch (UnreadableAnswerException | UnknownOutcomeException | RequestRejectedException e) {
                        LOG.warn("{}: its finding stays open ({})", reference, e.getMessage());
                    }
                });
    }

    private void compareCharge(ProviderRecord.OfCharge found) {
        counts.charges++;
        ChargeMatch first = ChargeMatch.of(payment(found), provider, found);
        // Listing and reading are a moment apart: an apparent difference is checked once more.
        boolean differs = first.kind() == Kind.UNMATCHED || first.kind() == Kind.MISMATCH;
        if (differs) {
            recordRefundsOf(found);
        }
        ProviderRecord.OfCharge current = differs ? again(found, ProviderRecord.OfCharge.class) : found;
        ChargeMatch match = differs ? ChargeMatch.of(payment(current), provider, current) : first;
        follow(match.kind(), match.what(), current);
        if (match.kind() == Kind.OUTDATED) {
            compareRecorded(current);
        }
    }

    /** What has just been recorded may differ in another way: the next comparison may no longer list it. */
    private void compareRecorded(ProviderRecord.OfCharge recorded) {
        ChargeMatch match = ChargeMatch.of(payment(recorded), provider, recorded);
        if (match.kind() == Kind.MISMATCH) {
            report(match.kind(), recorded, match.what());
        }
    }

    private void compareRefund(ProviderRecord.OfRefund found) {
        counts.refunds++;
        RefundMatch first = RefundMatch.of(payment(found), found);
        boolean differs = first.kind() == Kind.MISMATCH;
        ProviderRecord.OfRefund current = differs ? again(found, ProviderRecord.OfRefund.class) : found;
        RefundMatch match = differs ? RefundMatch.of(payment(current), current) : first;
        follow(match.kind(), match.what(), current);
    }

    private void compareDispute(ProviderRecord.OfDispute found) {
        if (payment(found) == null) {
            follow(Kind.NO_PAYMENT, "a dispute over " + found.amount() + " of no payment of this system", found);
        } else {
            follow(Kind.OUTDATED, "", found);
        }
    }

    private void follow(Kind kind, String what, ProviderRecord.OfOrder found) {
        switch (kind) {
            case OUTDATED -> {
                record(found);
                store.closeUnreadable(provider, found.reference(), clock.instant());
            }
            case UNMATCHED -> release(what, (ProviderRecord.OfCharge) found);
            case MISMATCH, NO_PAYMENT, RELEASE_REFUSED, UNREADABLE, WEBHOOK -> report(kind, found, what);
            case MATCHED -> {
                if (openReferences.contains(found.reference())) {
                    store.close(provider, found.reference(), clock.instant());
                }
            }
        }
    }

    /**
     * A returned refund explains why the provider holds money. It is recorded first, and needs a manual check: the
     * money must not be refunded a second time as an unmatched charge.
     */
    private void recordRefundsOf(ProviderRecord.OfCharge found) {
        PaymentState payment = payment(found);
        if (payment != null
                && provider.equals(payment.attempt().provider())
                && payment.attempt().number() == found.attempt()) {
            payment.refunds().succeeded().values().forEach(refund -> recordRefund(payment, refund, found.createdAt()));
        }
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
        if (recorder.record(provider, found) == OutcomeRecorder.Result.RECORDED) {
            counts.updated++;
        }
    }

    private void release(String what, ProviderRecord.OfCharge found) {
        LOG.error("{} of order {}: {}; voiding or refunding it", found.reference(), found.orderId(), what);
        counts.unmatched++;
        save(Kind.UNMATCHED, found, what);
        try {
            if (new UnmatchedCharges(gateway).release(found)) {
                store.close(provider, found.reference(), clock.instant());
            }
        } catch (RequestRejectedException e) {
            report(Kind.RELEASE_REFUSED, found, "the provider refuses to void or refund it: " + e.code());
        } catch (ProviderUnavailableException e) {
            // Its finding is open: the next comparison tries again, after a hold too.
            LOG.warn("{}: not voided or refunded yet, {}", found.reference(), e.getMessage());
        }
    }

    private void report(Kind kind, ProviderRecord found, String what) {
        LOG.error("{} of order {}: {}; check it manually", found.reference(), orderId(found), what);
        counts.mismatches++;
        save(kind, found, what);
    }

    private void save(Kind kind, ProviderRecord found, String what) {
        store.saveFinding(new NewFinding(provider, kind, found.reference(), orderId(found), what), clock.instant());
    }

    private static @Nullable UUID orderId(ProviderRecord found) {
        return switch (found) {
            case ProviderRecord.OfOrder ofOrder -> ofOrder.orderId();
            case ProviderRecord.Unreadable unreadable -> unreadable.orderId();
        };
    }

    private <T extends ProviderRecord> T again(T found, Class<T> type) {
        return records.lookUp(found.reference())
                .filter(type::isInstance)
                .map(type::cast)
                .orElse(found);
    }

    private @Nullable PaymentState payment(ProviderRecord.OfOrder found) {
        return payments.ofOrder(found.orderId()).orElse(null);
    }
}
