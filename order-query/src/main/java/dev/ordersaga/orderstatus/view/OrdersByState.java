package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.status.OrderState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Gauge {@code ordersaga.orders}: number of orders by state, counted once for all states and cached for a few seconds. */
final class OrdersByState implements MeterBinder {

    static final String METRIC = "ordersaga.orders";

    private static final Logger LOG = LoggerFactory.getLogger(OrdersByState.class);
    private static final Duration CACHED_FOR = Duration.ofSeconds(5);

    private final Supplier<Map<OrderState, Long>> counter;
    private final Clock clock;
    private final AtomicReference<@Nullable Counted> last = new AtomicReference<>();

    /** @param counter counts the orders in every state at once */
    OrdersByState(Supplier<Map<OrderState, Long>> counter, Clock clock) {
        this.counter = counter;
        this.clock = clock;
    }

    /** @param byState null if the count failed */
    private record Counted(Instant at, @Nullable Map<OrderState, Long> byState) {

        double of(OrderState state) {
            return byState == null ? Double.NaN : byState.getOrDefault(state, 0L);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (OrderState state : OrderState.values()) {
            Gauge.builder(METRIC, () -> count(state))
                    .description("Orders by state, eventually consistent")
                    .tag("state", state.name())
                    .register(registry);
        }
    }

    private double count(OrderState state) {
        Instant now = clock.instant();
        Counted counted = last.get();
        if (counted == null || !now.isBefore(counted.at().plus(CACHED_FOR))) {
            counted = new Counted(now, countAll());
            last.set(counted);
        }
        return counted.of(state);
    }

    /** Null if it fails. A slow database is queried once for all states, so that the scrape still returns all other metrics. */
    private @Nullable Map<OrderState, Long> countAll() {
        try {
            return counter.get();
        } catch (DataAccessException e) {
            LOG.warn("Orders cannot be counted: {}", e.toString());
            return null;
        }
    }
}
