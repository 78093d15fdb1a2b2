package dev.ordersaga.payment;

import dev.ordersaga.payment.ReconciliationReport.Finding;
import dev.ordersaga.payment.ReconciliationReport.Run;
import dev.ordersaga.payment.ReconciliationReport.Total;
import dev.ordersaga.payment.gateway.ProviderRecord;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What comparisons with the provider came to. */
class ReconciliationStore {

    private static final int DAYS_SHOWN = 31;
    private static final int FINDINGS_SHOWN = 1_000;

    private final JdbcClient jdbc;

    ReconciliationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Run> lastRun() {
        return jdbc.sql("""
                        SELECT started_at, ended_at, is_full, from_time AS "from", before_time AS before, charges, refunds,
                               learned, orphans, mismatches
                        FROM paymenthandler.reconciliation_run ORDER BY started_at DESC LIMIT 1""").query(Run.class).optional();
    }

    List<Finding> open() {
        return jdbc.sql("""
                        SELECT reference, kind, order_id, what, first_seen, last_seen
                        FROM paymenthandler.reconciliation_finding WHERE closed_at IS NULL
                        ORDER BY first_seen LIMIT ?""")
                .param(FINDINGS_SHOWN)
                .query((row, n) -> new Finding(
                        row.getString("reference"),
                        row.getString("kind"),
                        row.getObject("order_id", UUID.class),
                        row.getString("what"),
                        row.getTimestamp("first_seen").toInstant(),
                        row.getTimestamp("last_seen").toInstant()))
                .list();
    }

    Set<String> openReferences() {
        return open().stream().map(Finding::reference).collect(Collectors.toSet());
    }

    List<Total> totals() {
        return jdbc.sql("""
                        SELECT day, currency, provider_captured, own_captured, provider_refunded, own_refunded
                        FROM paymenthandler.reconciliation_total ORDER BY day DESC, currency LIMIT ?""")
                .param(DAYS_SHOWN)
                .query((row, n) -> new Total(
                        row.getObject("day", LocalDate.class),
                        row.getString("currency"),
                        row.getLong("provider_captured"),
                        row.getLong("own_captured"),
                        row.getLong("provider_refunded"),
                        row.getLong("own_refunded")))
                .list();
    }

    void keep(Run run) {
        jdbc.sql("""
                        INSERT INTO paymenthandler.reconciliation_run
                            (started_at, ended_at, is_full, from_time, before_time, charges, refunds, learned, orphans,
                             mismatches)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (started_at) DO NOTHING""")
                .params(at(run.startedAt()), at(run.endedAt()), run.isFull(), at(run.from()), at(run.before()))
                .params(run.charges(), run.refunds(), run.learned(), run.orphans(), run.mismatches())
                .update();
    }

    void found(ChargeMatch comparison, ProviderRecord.OfCharge charge, Instant now) {
        jdbc.sql("""
                        INSERT INTO paymenthandler.reconciliation_finding AS known
                            (reference, kind, order_id, what, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (reference, kind) DO UPDATE
                            SET what = excluded.what, last_seen = excluded.last_seen,
                                closed_at = CASE WHEN known.accepted = excluded.what THEN known.closed_at END""")
                .params(charge.reference(), comparison.kind().name(), charge.orderId(), comparison.what())
                .params(at(now), at(now))
                .update();
    }

    /** The difference is meant to stay: it is shown again only when it becomes another one. @return false if none is open */
    boolean accept(String reference, Instant now) {
        return jdbc.sql("""
                        UPDATE paymenthandler.reconciliation_finding SET closed_at = ?, accepted = what
                         WHERE reference = ? AND closed_at IS NULL""").params(at(now), reference).update() > 0;
    }

    void close(String reference, Instant now) {
        jdbc.sql("""
                        UPDATE paymenthandler.reconciliation_finding SET closed_at = ?
                         WHERE reference = ? AND closed_at IS NULL""").params(at(now), reference).update();
    }

    void keep(Collection<Total> totals, Instant now) {
        totals.forEach(total -> jdbc.sql("""
                        INSERT INTO paymenthandler.reconciliation_total
                            (day, currency, provider_captured, own_captured, provider_refunded, own_refunded, compared_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (day, currency) DO UPDATE
                            SET provider_captured = excluded.provider_captured, own_captured = excluded.own_captured,
                                provider_refunded = excluded.provider_refunded, own_refunded = excluded.own_refunded,
                                compared_at = excluded.compared_at""")
                .params(total.day(), total.currency(), total.providerCaptured(), total.ownCaptured())
                .params(total.providerRefunded(), total.ownRefunded(), at(now))
                .update());
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }
}
