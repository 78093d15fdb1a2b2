package dev.ordersaga.api.status;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Where a client can go from an order: only what is possible now. */
public final class OrderLinks {

    private OrderLinks() {}

    /** Path of the order's status view. */
    public static String self(UUID orderId) {
        return "/orders/" + orderId;
    }

    /** Relation to path, in a fixed order: {@code self}, then each action that this state allows. */
    public static Map<String, String> of(UUID orderId, OrderState state) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self(orderId));
        if (state.canBeCancelled()) {
            links.put("cancellation", self(orderId) + "/cancellation");
        }
        return links;
    }
}
