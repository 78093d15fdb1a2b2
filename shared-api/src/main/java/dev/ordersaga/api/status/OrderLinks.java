package dev.ordersaga.api.status;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Where a client can go from an order: only what is possible now. */
public final class OrderLinks {

    private OrderLinks() {}

    /** Path of the order's status view. */
    public static String self(UUID orderId) {
        return "/orders/" + orderId;
    }

    /** Path under which the action is asked for. */
    public static String to(UUID orderId, OrderAction action) {
        return self(orderId) + "/" + action.path();
    }

    /** Relation to path, in a fixed order: {@code self}, then each action that is possible. */
    public static Map<String, String> of(UUID orderId, Set<OrderAction> possible) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self(orderId));
        for (OrderAction action : OrderAction.values()) {
            if (possible.contains(action)) {
                links.put(action.path(), to(orderId, action));
            }
        }
        return links;
    }
}
