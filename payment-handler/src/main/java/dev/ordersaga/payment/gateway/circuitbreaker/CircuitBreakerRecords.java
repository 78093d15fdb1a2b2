package dev.ordersaga.payment.gateway.circuitbreaker;

import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.ProviderRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Every question goes through the guard; what is done with the answer does not. */
final class CircuitBreakerRecords implements ProviderRecords {

    private final ProviderRecords records;
    private final ProviderCircuitBreaker guard;

    CircuitBreakerRecords(ProviderRecords records, ProviderCircuitBreaker guard) {
        this.records = records;
        this.guard = guard;
    }

    @Override
    public Optional<ProviderRecord> lookUp(String reference) {
        return guard.call(() -> records.lookUp(reference));
    }

    @Override
    public void show(Instant from, Instant before, Consumer<ProviderRecord> viewer) {
        List<ProviderRecord> shown = guard.call(() -> {
            List<ProviderRecord> all = new ArrayList<>();
            records.show(from, before, all::add);
            return all;
        });
        shown.forEach(viewer);
    }
}
