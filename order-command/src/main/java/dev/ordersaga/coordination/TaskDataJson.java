package dev.ordersaga.coordination;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import tools.jackson.databind.json.JsonMapper;

/** db-scheduler's task data as JSON: its default is Java serialization, which is not used anywhere here. */
class TaskDataJson implements Serializer {

    private final JsonMapper json;

    TaskDataJson(JsonMapper json) {
        this.json = json;
    }

    @Override
    public byte[] serialize(Object data) {
        return json.writeValueAsBytes(data);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
        return json.readValue(data, type);
    }
}
