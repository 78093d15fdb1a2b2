package dev.ordersaga.eventprocessing.scheduling;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import tools.jackson.databind.json.JsonMapper;

/** Task data as JSON: db-scheduler's default is Java serialization, which is not used anywhere here. */
public final class TaskDataJson implements Serializer {

    private final JsonMapper json = JsonMapper.builder()
            // What is stored is what has to be restored, not what is asked of it ("isZero" of an amount).
            .changeDefaultVisibility(visibility -> visibility.withIsGetterVisibility(Visibility.NONE))
            .build();

    @Override
    public byte[] serialize(Object data) {
        return json.writeValueAsBytes(data);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
        return json.readValue(data, type);
    }
}
