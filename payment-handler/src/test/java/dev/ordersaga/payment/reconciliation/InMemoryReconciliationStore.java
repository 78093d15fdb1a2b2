package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.payment.reconciliation.ReconciliationReport.Finding;
import dev.ordersaga.payment.reconciliation.ReconciliationReport.Run;
import dev.ordersaga.payment.reconciliation.ReconciliationReport.Total;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reconciliation store without a database. */
final class InMemoryReconciliationStore extends ReconciliationStore {

    private final Map<String, Map<ChargeMatch.Kind, NewFinding>> open = new TreeMap<>();
    private @Nullable Run last;
    private @Nullable Instant firstEvent;
    private int unmatched;

    InMemoryReconciliationStore() {
        super(JdbcClient.create(new JdbcTemplate()));
    }

    /** @param start when the first event is stored */
    void begin(Instant start) {
        firstEvent = start;
        open.clear();
        last = null;
        unmatched = 0;
    }

    List<String> findings() {
        return all().map(finding -> finding.reference() + " " + finding.kind() + ": " + finding.what())
                .toList();
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
    Optional<Instant> firstEventAt() {
        return Optional.ofNullable(firstEvent);
    }

    @Override
    Set<String> openReferences(String provider) {
        return Set.copyOf(open.keySet());
    }

    @Override
    long countOpen() {
        return all().count();
    }

    @Override
    void save(Run run) {
        last = run;
    }

    @Override
    void save(Collection<Total> totals, Instant now) {}

    @Override
    void saveFinding(NewFinding finding, Instant now) {
        if (finding.kind() == ChargeMatch.Kind.UNMATCHED) {
            unmatched++;
        }
        open.computeIfAbsent(finding.reference(), reference -> new EnumMap<>(ChargeMatch.Kind.class))
                .put(finding.kind(), finding);
    }

    @Override
    Set<UUID> ordersWithUnknownCharges() {
        return all().filter(finding -> finding.kind() == ChargeMatch.Kind.NO_PAYMENT)
                .map(NewFinding::orderId)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    void closeUnreadable(String provider, String reference, Instant now) {
        Map<ChargeMatch.Kind, NewFinding> known = open.get(reference);
        if (known != null) {
            known.remove(ChargeMatch.Kind.UNREADABLE);
            known.remove(ChargeMatch.Kind.WEBHOOK);
            if (known.isEmpty()) {
                open.remove(reference);
            }
        }
    }

    @Override
    void close(String provider, String reference, Instant now) {
        open.remove(reference);
    }

    @Override
    List<Finding> open() {
        return all().map(found -> new Finding(
                        found.provider(),
                        found.reference(),
                        found.kind().name(),
                        found.orderId(),
                        found.what(),
                        Instant.EPOCH,
                        Instant.EPOCH))
                .toList();
    }

    private Stream<NewFinding> all() {
        return open.values().stream().flatMap(kinds -> kinds.values().stream());
    }
}
