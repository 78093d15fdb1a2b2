package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.orderstate.PaymentProgress;
import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Operator alerts for stuck orders: not settled and without progress for too long. Orders whose bank takes days, or waits for
 * the customer, are excluded: they have deadlines of their own.
 */
final class StuckOrders implements OperatorAlertSource {

    private static final String STUCK = " FROM orderstatus.order_status WHERE NOT settled AND updated_at < ?";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final StuckOrderSettings settings;

    StuckOrders(JdbcClient jdbc, Clock clock, StuckOrderSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public String kind() {
        return "order";
    }

    @Override
    public long count() {
        return oldest(settings.maxStuckOrders()).size();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        Instant before = clock.instant().minus(settings.stuckAfter());
        return jdbc
                .sql("SELECT document" + STUCK + " ORDER BY updated_at LIMIT ?")
                .params(before.atOffset(ZoneOffset.UTC), settings.maxStuckOrders())
                .query((row, number) -> OrderStatusDocument.read(row.getBytes(1)))
                .list()
                .stream()
                .filter(order -> order.payment().progress() != PaymentProgress.PROCESSING
                        && order.payment().progress() != PaymentProgress.ACTION_REQUIRED)
                .limit(limit)
                .map(this::toAlert)
                .toList();
    }

    private OperatorAlert toAlert(OrderStatus order) {
        return new OperatorAlert(
                kind(),
                order.orderId().toString(),
                order.updatedAt(),
                "%s, payment %s, version %d"
                        .formatted(order.status(), order.payment().status(), order.version()));
    }
}
