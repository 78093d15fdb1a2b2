package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.reconciliation.ReconciliationReport.Run;
import dev.ordersaga.payment.reconciliation.ReconciliationReport.Total;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The book of comparisons without a database. */
final class InMemoryReconciliationStore extends ReconciliationStore {

    private final Map<String, String> open = new TreeMap<>();
    private @Nullable Run last;
    private int orphans;

    InMemoryReconciliationStore() {
        super(JdbcClient.create(new JdbcTemplate()));
    }

    void clear() {
        open.clear();
        last = null;
        orphans = 0;
    }

    List<String> findings() {
        return List.copyOf(open.values());
    }

    int orphans() {
        return orphans;
    }

    @Override
    Optional<Run> lastRun() {
        return Optional.ofNullable(last);
    }

    @Override
    Set<String> openReferences() {
        return Set.copyOf(open.keySet());
    }

    @Override
    void keep(Run run) {
        last = run;
    }

    @Override
    void keep(Collection<Total> totals, Instant now) {}

    @Override
    void found(ChargeMatch comparison, ProviderRecord.OfCharge charge, Instant now) {
        if (comparison.kind() == ChargeMatch.Kind.ORPHAN) {
            orphans++;
        }
        open.put(charge.reference(), comparison.kind() + ": " + comparison.what());
    }

    @Override
    void close(String reference, Instant now) {
        open.remove(reference);
    }
}
