package dev.ordersaga.orderstatus.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.eventstore.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class OrdersByStateTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T09:30:00Z"));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong counted = new AtomicLong();

    @Test
    void allStatesAreCountedAtOnceAndCachedForSeconds() {
        new OrdersByState(() -> Map.of(OrderState.PLACED, counted.incrementAndGet()), clock).bindTo(registry);

        assertThat(gauge(OrderState.PLACED)).isEqualTo(1);
        assertThat(gauge(OrderState.CONFIRMED)).isZero();
        clock.advance(Duration.ofMillis(4_999));
        assertThat(gauge(OrderState.PLACED)).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(gauge(OrderState.PLACED)).isEqualTo(2);
    }

    @Test
    void aFailingDatabaseIsQueriedOnceForAllStates() {
        new OrdersByState(
                        () -> {
                            counted.incrementAndGet();
                            throw new QueryTimeoutException("slow");
                        },
                        clock)
                .bindTo(registry);
        assertThat(gauge(OrderState.PLACED)).isNaN();
        assertThat(gauge(OrderState.CONFIRMED)).isNaN();
        assertThat(counted).hasValue(1);
    }

    private double gauge(OrderState state) {
        return registry.get("ordersaga.orders")
                .tag("state", state.name())
                .gauge()
                .value();
    }
}
