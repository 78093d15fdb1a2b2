package dev.ordersaga.eventprocessing.scheduling;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import dev.ordersaga.eventstore.serialization.PayloadProtection;
import tools.jackson.databind.json.JsonMapper;

/** Serializes task data as JSON; db-scheduler's default is Java serialization, which is not used in this application. */
public final class TaskDataJson implements Serializer {

    private final JsonMapper json;

    public TaskDataJson() {
        this(PayloadProtection.NONE);
    }

    /** @param protection encrypts the personal data in task data */
    public TaskDataJson(PayloadProtection protection) {
        JsonMapper.Builder builder = JsonMapper.builder()
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
                // Derived values, such as "isZero" of an amount, are not part of the data.
                .changeDefaultVisibility(visibility -> visibility.withIsGetterVisibility(Visibility.NONE));
        protection.jsonModule().ifPresent(builder::addModule);
        json = builder.build();
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
