package dev.ordersaga.payment;

import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.payment.ChargeMatch.Kind;
import dev.ordersaga.payment.ReconciliationReport.Run;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.Refund;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what the provider has on record with what is on record here. News are recorded as an answer would be; money
 * that nobody waits for is given back; where the books differ otherwise, a person has to look.
 */
final class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private final ProviderRecords provider;
    private final PaymentGateway gateway;
    private final PaymentReader payments;
    private final OutcomeRecorder discoveries;
    private final ReconciliationStore book;
    private final Clock clock;
    private final ReconciliationSettings settings;

    /** Who takes part in a comparison. */
    record Parties(
            ProviderRecords provider, PaymentGateway gateway, PaymentReader payments, OutcomeRecorder discoveries) {}

    Reconciliation(Parties parties, ReconciliationStore book, Clock clock, ReconciliationSettings settings) {
        this.provider = parties.provider();
        this.gateway = parties.gateway();
        this.payments = parties.payments();
        this.discoveries = parties.discoveries();
        this.book = book;
        this.clock = clock;
        this.settings = settings;
    }

    /** Everything that is new since the last comparison. */
    void compareNews() {
        Instant before = clock.instant().minus(settings.settle());
        Instant from = book.lastRun()
                .map(run -> run.before().minus(settings.overlap()))
                .orElse(before.minus(settings.fullWindow()));
        new Comparing(from, before, false).run();
    }

    /** Everything, with both books' totals. */
    void compareAll() {
        Instant before = clock.instant().minus(settings.settle());
        new Comparing(before.minus(settings.fullWindow()), before, true).run();
    }

    ReconciliationReport report() {
        return new ReconciliationReport(book.lastRun().orElse(null), book.open(), book.totals());
    }

    /** One comparison, and what it counts. */
    private final class Comparing {

        private final Instant from;
        private final Instant before;
        private final boolean isFull;
        private final ReconciliationTotals totals = new ReconciliationTotals();
        private final Set<String> open = book.openReferences();
        private int charges;
        private int refunds;
        private int learned;
        private int orphans;
        private int mismatches;

        Comparing(Instant from, Instant before, boolean isFull) {
            this.from = from;
            this.before = before;
            this.isFull = isFull;
        }

        void run() {
            Instant begin = clock.instant();
            provider.show(from, before, this::look);
            if (isFull) {
                book.keep(totals.totals(), clock.instant());
            }
            Instant end = clock.instant();
            book.keep(new Run(begin, end, isFull, from, before, charges, refunds, learned, orphans, mismatches));
        }

        private void look(ProviderRecord found) {
            switch (found) {
                case ProviderRecord.OfCharge charge -> look(charge);
                case ProviderRecord.OfRefund refund -> look(refund);
                case ProviderRecord.OfDispute dispute -> learn(dispute);
            }
        }

        private void look(ProviderRecord.OfCharge found) {
            charges++;
            ChargeMatch first = ChargeMatch.of(paymentOf(found), found);
            // Listed and read a moment apart: what seems wrong is looked at once more.
            boolean seemsWrong = first.kind() == Kind.ORPHAN || first.kind() == Kind.MISMATCH;
            if (seemsWrong) {
                learnRefundsOf(found);
            }
            ProviderRecord.OfCharge now = seemsWrong ? again(found).orElse(found) : found;
            ChargeMatch comparison = seemsWrong ? ChargeMatch.of(paymentOf(now), now) : first;
            switch (comparison.kind()) {
                case TO_LEARN -> learn(now);
                case ORPHAN -> giveBack(comparison, now);
                case MISMATCH -> review(comparison, now);
                case FINE, NOT_OURS -> {
                    if (open.contains(now.reference())) {
                        book.close(now.reference(), clock.instant());
                    }
                }
            }
            payments.ofOrder(now.orderId()).ifPresent(payment -> totals.count(payment, now));
        }

        private void look(ProviderRecord.OfRefund found) {
            refunds++;
            learn(found);
            payments.ofOrder(found.orderId()).ifPresent(payment -> totals.count(payment, found));
        }

        /** What a bank sent back explains the money, and is left to a person: it must not be given back once more. */
        private void learnRefundsOf(ProviderRecord.OfCharge found) {
            payments.ofOrder(found.orderId())
                    .filter(payment -> payment.attempt().number() == found.attempt())
                    .ifPresent(payment -> payment.refunds()
                            .done()
                            .values()
                            .forEach(refund -> gateway.findRefund(
                                            payment.attempt().charge(), refund)
                                    .ifPresent(answer -> learn(new ProviderRecord.OfRefund(
                                            found.orderId(),
                                            refund.number(),
                                            refund.idempotencyKey(),
                                            refund.amount(),
                                            found.createdAt(),
                                            answer)))));
        }

        private void learn(ProviderRecord found) {
            try {
                if (discoveries.record(found) == OutcomeRecorder.Result.NEWS) {
                    learned++;
                }
            } catch (InconsistentProviderAnswerException e) {
                if (found instanceof ProviderRecord.OfCharge charge) {
                    review(new ChargeMatch(Kind.MISMATCH, String.valueOf(e.getMessage())), charge);
                }
            }
        }

        private void giveBack(ChargeMatch comparison, ProviderRecord.OfCharge found) {
            LOG.error("{} of order {}: {}; giving it back", found.reference(), found.orderId(), comparison.what());
            orphans++;
            book.found(comparison, found, clock.instant());
            release(found);
            book.close(found.reference(), clock.instant());
        }

        private void review(ChargeMatch comparison, ProviderRecord.OfCharge found) {
            LOG.error("{} of order {}: {}; a person must look", found.reference(), found.orderId(), comparison.what());
            mismatches++;
            book.found(comparison, found, clock.instant());
        }
    }

    private void release(ProviderRecord.OfCharge found) {
        String key = IdempotencyKeys.ofOrphan(found.orderId(), found.reference());
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
            gateway.refund(charge, new Refund(PaymentState.REST, found.held(), null, key));
        }
    }

    private Optional<ProviderRecord.OfCharge> again(ProviderRecord.OfCharge found) {
        return provider.lookUp(found.reference())
                .filter(ProviderRecord.OfCharge.class::isInstance)
                .map(ProviderRecord.OfCharge.class::cast);
    }

    private @org.jspecify.annotations.Nullable PaymentState paymentOf(ProviderRecord found) {
        return payments.ofOrder(found.orderId()).orElse(null);
    }
}
