package dev.ordersaga.api.order;

import java.util.UUID;

/** An event about one order. Every processor handles the events of one order in sequence, by this id. */
public interface ConcernsOrder {

    UUID orderId();
}
