package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Orders that have not ended and to which nothing has happened for too long. Where the bank takes days, or the customer has
 * to act, there is a time limit of its own, and silence means nothing.
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
        return oldest(settings.most()).size();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        Instant before = clock.instant().minus(settings.stuckAfter());
        return jdbc
                .sql("SELECT document" + STUCK + " ORDER BY updated_at LIMIT ?")
                .params(before.atOffset(ZoneOffset.UTC), settings.most())
                .query((row, number) -> OrderStatusDocument.read(row.getBytes(1)))
                .list()
                .stream()
                .filter(order -> order.payment().stage() != PaymentStatus.PROCESSING
                        && order.payment().stage() != PaymentStatus.ACTION_REQUIRED)
                .limit(limit)
                .map(this::asCase)
                .toList();
    }

    private OperatorAlert asCase(OrderStatus order) {
        return new OperatorAlert(
                kind(),
                order.orderId().toString(),
                order.updatedAt(),
                "%s, payment %s, version %d"
                        .formatted(order.status(), order.payment().status(), order.version()));
    }
}
