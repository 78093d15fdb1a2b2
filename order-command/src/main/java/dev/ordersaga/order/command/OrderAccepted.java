package dev.ordersaga.order.command;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.orderstate.OrderAggregateState;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import java.util.Set;
import java.util.UUID;

/**
 * The command took effect, or had already taken effect before.
 *
 * @param availableActions what a client can request for the order now
 */
public record OrderAccepted(
        UUID orderId, OrderState status, long version, Money total, Set<OrderAction> availableActions)
        implements OrderAnswer {

    /** For an order in this state and version. */
    public static OrderAccepted of(OrderPlaced placed, OrderAggregateState order, long version) {
        return new OrderAccepted(placed.orderId(), order.state(), version, placed.total(), order.availableActions());
    }
}
