package dev.ordersaga.simulator.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields with which objects are shown instead of their own, such as an unknown status: what a client must survive that
 * does not know it yet. In memory only; the ledger is not changed.
 */
public final class Appearances {

    private static final int MAX_OBJECTS = 1_000;

    private final Map<String, ObjectNode> fieldsById = new ConcurrentHashMap<>();

    /**
     * Shows this object with these fields from now on.
     *
     * @throws IllegalArgumentException when there are too many
     */
    public void put(String id, ObjectNode fields) {
        if (fieldsById.size() >= MAX_OBJECTS) {
            throw new IllegalArgumentException("At most " + MAX_OBJECTS + " objects can be shown otherwise");
        }
        fieldsById.put(id, fields);
    }

    /** Shows all objects as they are. */
    public void clear() {
        fieldsById.clear();
    }

    ObjectNode of(ObjectNode object) {
        ObjectNode fields = fieldsById.get(object.path("id").asString(""));
        if (fields != null) {
            object.setAll(fields);
        }
        return object;
    }
}
