package dev.ordersaga.api.order;

import java.util.UUID;

/** A fact about one order. Every processor handles the facts of one order in their order, by this id. */
public interface ConcernsOrder {

    UUID orderId();
}
