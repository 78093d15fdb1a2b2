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

/** How many orders are in each state: {@code ordersaga.orders}, counted once for all states and at most every few seconds. */
final class OrdersByState implements MeterBinder {

    static final String METRIC = "ordersaga.orders";

    private static final Logger LOG = LoggerFactory.getLogger(OrdersByState.class);
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final Supplier<Map<OrderState, Long>> counting;
    private final Clock clock;
    private final AtomicReference<@Nullable Counted> last = new AtomicReference<>();

    /** @param counting counts the orders in every state at once */
    OrdersByState(Supplier<Map<OrderState, Long>> counting, Clock clock) {
        this.counting = counting;
        this.clock = clock;
    }

    /** @param byState null if they could not be counted */
    private record Counted(Instant at, @Nullable Map<OrderState, Long> byState) {

        double of(OrderState state) {
            return byState == null ? Double.NaN : byState.getOrDefault(state, 0L);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (OrderState state : OrderState.values()) {
            Gauge.builder(METRIC, () -> count(state))
                    .description("Orders by state, as far as the projection has come")
                    .tag("state", state.name())
                    .register(registry);
        }
    }

    private double count(OrderState state) {
        Instant now = clock.instant();
        Counted counted = last.get();
        if (counted == null || !now.isBefore(counted.at().plus(GOOD_FOR))) {
            counted = new Counted(now, countAll());
            last.set(counted);
        }
        return counted.of(state);
    }

    /** Null if it fails. A database that is slow is asked once for all states, so that all other metrics are still told. */
    private @Nullable Map<OrderState, Long> countAll() {
        try {
            return counting.get();
        } catch (DataAccessException e) {
            LOG.warn("Orders cannot be counted: {}", e.toString());
            return null;
        }
    }
}
