package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.eventstore.reading.StoredEvents;
import dev.ordersaga.payment.reconciliation.ReconciliationReport.Finding;
import dev.ordersaga.payment.reconciliation.ReconciliationReport.Run;
import dev.ordersaga.payment.reconciliation.ReconciliationReport.Total;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Repository of reconciliation runs, findings and totals. */
class ReconciliationStore {

    private static final int DAYS_SHOWN = 31;
    private static final int FINDINGS_SHOWN = 1_000;

    private final JdbcClient jdbc;
    private final AtomicInteger unknownCharges = new AtomicInteger();

    ReconciliationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty before the first run with this provider. */
    Optional<Run> lastRun(String provider) {
        return lastRun(provider, "");
    }

    private Optional<Run> lastRun(String provider, String condition) {
        return jdbc.sql("""
                        SELECT provider, started_at, ended_at, is_full, from_time AS "from", before_time AS before, charges,
                               refunds, updated, unmatched, mismatches
                        FROM paymenthandler.reconciliation_run WHERE provider = ?%s
                        ORDER BY started_at DESC LIMIT 1""".formatted(condition))
                .param(provider)
                .query(Run.class)
                .optional();
    }

    /** The last run over the full window; empty before the first one with this provider. */
    Optional<Run> lastFullRun(String provider) {
        return lastRun(provider, " AND is_full");
    }

    /** When the first event was stored; empty before. */
    Optional<Instant> firstEventAt() {
        return jdbc.sql("SELECT time_stamp FROM " + StoredEvents.TABLE + " ORDER BY global_index LIMIT 1")
                .query(String.class)
                .optional()
                .map(Instant::parse);
    }

    /** Open findings, the oldest first, up to the number that is shown. */
    List<Finding> open() {
        return jdbc.sql("""
                        SELECT provider, reference, kind, order_id, what, first_seen, last_seen
                        FROM paymenthandler.reconciliation_finding WHERE closed_at IS NULL
                        ORDER BY first_seen LIMIT ?""")
                .param(FINDINGS_SHOWN)
                .query((row, n) -> new Finding(
                        row.getString("provider"),
                        row.getString("reference"),
                        row.getString("kind"),
                        row.getObject("order_id", UUID.class),
                        row.getString("what"),
                        row.getTimestamp("first_seen").toInstant(),
                        row.getTimestamp("last_seen").toInstant()))
                .list();
    }

    /** References of the provider's objects with an open finding: all of them, however many. */
    Set<String> openReferences(String provider) {
        return Set.copyOf(jdbc.sql("""
                        SELECT DISTINCT reference FROM paymenthandler.reconciliation_finding
                         WHERE closed_at IS NULL AND provider = ?""").param(provider).query(String.class).set());
    }

    /** Number of open findings. */
    long countOpen() {
        return jdbc.sql("SELECT count(*) FROM paymenthandler.reconciliation_finding WHERE closed_at IS NULL")
                .query(Long.class)
                .single();
    }

    /** Totals of the latest days, the newest first. */
    List<Total> totals() {
        return jdbc.sql("""
                        SELECT provider, day, currency, provider_captured, own_captured, provider_refunded, own_refunded
                        FROM paymenthandler.reconciliation_total ORDER BY day DESC, currency, provider LIMIT ?""")
                .param(DAYS_SHOWN)
                .query((row, n) -> new Total(
                        row.getString("provider"),
                        row.getObject("day", LocalDate.class),
                        row.getString("currency"),
                        row.getLong("provider_captured"),
                        row.getLong("own_captured"),
                        row.getLong("provider_refunded"),
                        row.getLong("own_refunded")))
                .list();
    }

    /** Number of unmatched charges so far, open or closed. */
    long countUnmatched() {
        return jdbc.sql("SELECT count(*) FROM paymenthandler.reconciliation_finding WHERE kind = :kind")
                .param("kind", ChargeMatch.Kind.UNMATCHED.name())
                .query(Long.class)
                .single();
    }

    void save(Run run) {
        jdbc.sql("""
                        INSERT INTO paymenthandler.reconciliation_run
                            (provider, started_at, ended_at, is_full, from_time, before_time, charges, refunds, updated,
                             unmatched, mismatches)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (provider, started_at) DO NOTHING""")
                .params(run.provider(), at(run.startedAt()), at(run.endedAt()), run.isFull())
                .params(at(run.from()), at(run.before()), run.charges(), run.refunds())
                .params(run.updated(), run.unmatched(), run.mismatches())
                .update();
    }

    /** Opens a finding, or reopens it; one that was accepted stays closed while the difference is the accepted one. */
    void saveFinding(NewFinding finding, Instant now) {
        jdbc.sql("""
                        INSERT INTO paymenthandler.reconciliation_finding AS known
                            (provider, reference, kind, order_id, what, first_seen, last_seen)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (provider, reference, kind) DO UPDATE
                            SET what = excluded.what, last_seen = excluded.last_seen,
                                closed_at = CASE WHEN known.accepted = excluded.what THEN known.closed_at END""")
                .params(finding.provider(), finding.reference(), finding.kind().name())
                .param(finding.orderId())
                .params(finding.what(), at(now), at(now))
                .update();
        if (finding.kind() == ChargeMatch.Kind.NO_PAYMENT) {
            unknownCharges.incrementAndGet();
        }
    }

    /** Changes with each finding of this process about a charge that is not known here. */
    int unknownChargesFound() {
        return unknownCharges.get();
    }

    /** Orders of which a provider has a charge that is not known here, and whose finding is open. */
    Set<UUID> ordersWithUnknownCharges() {
        return Set.copyOf(jdbc.sql("""
                        SELECT order_id FROM paymenthandler.reconciliation_finding
                         WHERE closed_at IS NULL AND kind = ? AND order_id IS NOT NULL""")
                .param(ChargeMatch.Kind.NO_PAYMENT.name())
                .query(UUID.class)
                .set());
    }

    /** Closes the finding that an object cannot be read. */
    void closeUnreadable(String provider, String reference, Instant now) {
        jdbc.sql("""
                        UPDATE paymenthandler.reconciliation_finding SET closed_at = ?
                         WHERE provider = ? AND reference = ? AND kind IN (?, ?) AND closed_at IS NULL""")
                .params(at(now), provider, reference)
                .params(ChargeMatch.Kind.UNREADABLE.name(), ChargeMatch.Kind.WEBHOOK.name())
                .update();
    }

    /**
     * Accepts the open findings with this reference: they are reopened only by another difference.
     *
     * @return false if none is open
     */
    boolean accept(String reference, Instant now) {
        return jdbc.sql("""
                        UPDATE paymenthandler.reconciliation_finding SET closed_at = ?, accepted = what
                         WHERE reference = ? AND closed_at IS NULL""").params(at(now), reference).update() > 0;
    }

    /** Closes the open findings of a charge: the records agree again, or the charge was voided or refunded. */
    void close(String provider, String reference, Instant now) {
        jdbc.sql("""
                        UPDATE paymenthandler.reconciliation_finding SET closed_at = ?
                         WHERE provider = ? AND reference = ? AND closed_at IS NULL""").params(at(now), provider, reference).update();
    }

    void save(Collection<Total> totals, Instant now) {
        totals.forEach(total -> jdbc.sql("""
                        INSERT INTO paymenthandler.reconciliation_total
                            (provider, day, currency, provider_captured, own_captured, provider_refunded, own_refunded,
                             reconciled_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (provider, day, currency) DO UPDATE
                            SET provider_captured = excluded.provider_captured, own_captured = excluded.own_captured,
                                provider_refunded = excluded.provider_refunded, own_refunded = excluded.own_refunded,
                                reconciled_at = excluded.reconciled_at""")
                .params(total.provider(), total.day(), total.currency(), total.providerCaptured(), total.ownCaptured())
                .params(total.providerRefunded(), total.ownRefunded(), at(now))
                .update());
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }
}
