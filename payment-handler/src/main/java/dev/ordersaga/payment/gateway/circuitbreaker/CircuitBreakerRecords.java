package dev.ordersaga.payment.gateway.circuitbreaker;

import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.ProviderRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Records behind a circuit breaker. The consumer of a listing runs outside it: its failures are not the provider's. */
record CircuitBreakerRecords(ProviderRecords records, ProviderCircuitBreaker breaker) implements ProviderRecords {

    @Override
    public Optional<ProviderRecord> lookUp(String reference) {
        return breaker.call(() -> records.lookUp(reference));
    }

    @Override
    public void ofCharge(String reference, Consumer<ProviderRecord> consumer) {
        collected(all -> records.ofCharge(reference, all)).forEach(consumer);
    }

    @Override
    public void list(Instant from, Instant before, Consumer<ProviderRecord> consumer) {
        collected(all -> records.list(from, before, all)).forEach(consumer);
    }

    private List<ProviderRecord> collected(Consumer<Consumer<ProviderRecord>> call) {
        return breaker.call(() -> {
            List<ProviderRecord> all = new ArrayList<>();
            call.accept(all::add);
            return all;
        });
    }
}
