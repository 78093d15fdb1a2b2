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

/** Reconciliation store without a database. */
final class InMemoryReconciliationStore extends ReconciliationStore {

    private final Map<String, String> open = new TreeMap<>();
    private @Nullable Run last;
    private int unmatched;

    InMemoryReconciliationStore() {
        super(JdbcClient.create(new JdbcTemplate()));
    }

    void clear() {
        open.clear();
        last = null;
        unmatched = 0;
    }

    List<String> findings() {
        return List.copyOf(open.values());
    }

    int unmatched() {
        return unmatched;
    }

    @Override
    Optional<Run> lastRun(String provider) {
        return Optional.ofNullable(last);
    }

    @Override
    Optional<Run> lastFullRun(String provider) {
        return lastRun(provider);
    }

    @Override
    Set<String> openReferences(String provider) {
        return Set.copyOf(open.keySet());
    }

    @Override
    void save(Run run) {
        last = run;
    }

    @Override
    void save(Collection<Total> totals, Instant now) {}

    @Override
    void saveFinding(String provider, ChargeMatch match, ProviderRecord.OfCharge charge, Instant now) {
        if (match.kind() == ChargeMatch.Kind.UNMATCHED) {
            unmatched++;
        }
        open.put(charge.reference(), match.kind() + ": " + match.what());
    }

    @Override
    void close(String provider, String reference, Instant now) {
        open.remove(reference);
    }
}
