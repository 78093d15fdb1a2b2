package dev.ordersaga.api.status;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Links (HATEOAS) of an order: its status, and the actions that are available now. */
public final class OrderLinks {

    private OrderLinks() {}

    /** Path of the order's status view. */
    public static String self(UUID orderId) {
        return "/orders/" + orderId;
    }

    /** Path under which the action is requested. */
    public static String to(UUID orderId, OrderAction action) {
        return self(orderId) + "/" + action.path();
    }

    /** All methods of the public paths, by path template; each is served by one of the services. */
    public static Map<String, Set<String>> methodsByPath() {
        Map<String, Set<String>> methods = new LinkedHashMap<>();
        methods.put("/orders", Set.of("GET", "POST"));
        methods.put("/orders/{orderId}", Set.of("GET", "PUT"));
        for (OrderAction action : OrderAction.values()) {
            methods.put("/orders/{orderId}/" + action.path(), Set.of("POST"));
        }
        methods.put("/customer-data", Set.of("GET"));
        return methods;
    }

    /** Relation to path, in a fixed order: {@code self}, then each available action. */
    public static Map<String, String> of(UUID orderId, Set<OrderAction> available) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self(orderId));
        for (OrderAction action : OrderAction.values()) {
            if (available.contains(action)) {
                links.put(action.path(), to(orderId, action));
            }
        }
        return links;
    }
}
