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

/** How many orders are in each state: {@code ordersaga.orders}, counted once for all states and at most every few seconds. */
final class OrdersByState implements MeterBinder {

    static final String METRIC = "ordersaga.orders";

    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final Supplier<Map<OrderState, Long>> counting;
    private final Clock clock;
    private final AtomicReference<@Nullable Counted> last = new AtomicReference<>();

    /** @param counting counts the orders in every state at once */
    OrdersByState(Supplier<Map<OrderState, Long>> counting, Clock clock) {
        this.counting = counting;
        this.clock = clock;
    }

    private record Counted(Instant at, Map<OrderState, Long> byState) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        for (OrderState state : OrderState.values()) {
            Gauge.builder(METRIC, () -> count(state))
                    .description("Orders by state, as far as the projection has come")
                    .tag("state", state.name())
                    .register(registry);
        }
    }

    private long count(OrderState state) {
        Instant now = clock.instant();
        Counted counted = last.get();
        if (counted == null || !now.isBefore(counted.at().plus(GOOD_FOR))) {
            counted = new Counted(now, counting.get());
            last.set(counted);
        }
        return counted.byState().getOrDefault(state, 0L);
    }
}
