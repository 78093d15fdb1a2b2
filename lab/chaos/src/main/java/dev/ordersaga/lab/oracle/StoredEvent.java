package dev.ordersaga.lab.oracle;

import tools.jackson.databind.JsonNode;

/**
 * An event as the store has it.
 *
 * @param index its place in the log
 * @param id unique
 * @param aggregate whose stream it is in, and {@code sequence} its place there
 * @param type the last part of its class name
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
