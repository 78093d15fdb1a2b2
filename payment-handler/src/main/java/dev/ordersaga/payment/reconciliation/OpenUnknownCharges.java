package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.payment.execution.UnknownCharges;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Unknown charges by the open findings about them. Findings of this process count at once, those of others within a few
 * seconds.
 */
final class OpenUnknownCharges implements UnknownCharges {

    private static final Duration VALID_FOR = Duration.ofSeconds(5);

    private record Known(Instant at, int found, Set<UUID> orders) {}

    private final ReconciliationStore store;
    private final Clock clock;

    private volatile Known known = new Known(Instant.MIN, 0, Set.of());

    OpenUnknownCharges(ReconciliationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public boolean existFor(UUID orderId) {
        Known current = known;
        Instant now = clock.instant();
        int found = store.unknownChargesFound();
        if (current.found() != found || current.at().isBefore(now.minus(VALID_FOR))) {
            current = new Known(now, found, store.ordersWithUnknownCharges());
            known = current;
        }
        return current.orders().contains(orderId);
    }
}
