package dev.ordersaga.eventstore.scheduling;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import tools.jackson.databind.json.JsonMapper;

/** Task data as JSON: db-scheduler's default is Java serialization, which is not used anywhere here. */
class TaskDataJson implements Serializer {

    private final JsonMapper json = new JsonMapper();

    @Override
    public byte[] serialize(Object data) {
        return json.writeValueAsBytes(data);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
        return json.readValue(data, type);
    }
}
