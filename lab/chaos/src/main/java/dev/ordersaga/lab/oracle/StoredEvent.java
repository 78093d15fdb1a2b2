package dev.ordersaga.lab.oracle;

import tools.jackson.databind.JsonNode;

/**
 * An event as stored.
 *
 * @param index position in the log
 * @param id unique
 * @param aggregate id of its stream; {@code sequence} is the position there
 * @param type simple class name
 * @param payload its fields
 */
public record StoredEvent(long index, String id, String aggregate, long sequence, String type, JsonNode payload) {

    String orderId() {
        return payload.path("orderId").asString("");
    }

    long minor(String field) {
        return payload.path(field).path("minor").asLong(0);
    }
}
