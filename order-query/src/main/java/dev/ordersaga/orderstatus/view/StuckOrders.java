package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.orderstate.PaymentProgress;
import dev.ordersaga.api.status.OrderState;
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

    private static final String STUCK = " FROM orderstatus.order_status o WHERE NOT settled AND updated_at < ?"
            + " AND NOT EXISTS (SELECT FROM orderstatus.closed_case k WHERE k.order_id = o.order_id"
            + " AND k.case_id = 'stuck/' || o.version)";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final StuckOrderSettings settings;
    private final OrderStatusDocument documents;

    StuckOrders(JdbcClient jdbc, Clock clock, StuckOrderSettings settings, OrderStatusDocument documents) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.documents = documents;
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
                .query((row, number) -> documents.read(row.getBytes(1)))
                .list()
                .stream()
                .filter(order -> !hasDeadline(order))
                .limit(limit)
                .map(this::toAlert)
                .toList();
    }

    /** Of an order that was shipped, no deadline ends the attempt to collect its amount. */
    private static boolean hasDeadline(OrderStatus order) {
        PaymentProgress progress = order.payment().progress();
        return order.status() != OrderState.SHIPPED
                && (progress == PaymentProgress.PROCESSING || progress == PaymentProgress.ACTION_REQUIRED);
    }

    private OperatorAlert toAlert(OrderStatus order) {
        return new OperatorAlert(
                kind(),
                order.orderId().toString(),
                order.orderId().toString(),
                order.total().toString(),
                order.updatedAt(),
                "No progress: %s, payment %s, version %d"
                        .formatted(order.status(), order.payment().status(), order.version()),
                "A dead letter, a processor that is behind, or a provider call without an answer is the cause if there is"
                        + " one: follow its alert. Otherwise read the order's events and tasks. Closed, it is reported again"
                        + " only after its next change.");
    }

    @Override
    public boolean close(String subject, Instant now) {
        return jdbc.sql("INSERT INTO orderstatus.closed_case (order_id, case_id, closed_at)"
                                + " SELECT order_id, 'stuck/' || version, :now FROM orderstatus.order_status"
                                + " WHERE order_id::text = :order AND NOT settled ON CONFLICT DO NOTHING")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("order", subject)
                        .update()
                == 1;
    }
}
