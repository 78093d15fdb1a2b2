package dev.ordersaga.privacy.json;

import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.privacy.keys.SubjectKey;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes a personal value encrypted; as a replacement if the person's key is erased. */
final class PersonalValueSerializer extends ValueSerializer<Object> {

    private final PersonalDataCodec codec;

    PersonalValueSerializer(PersonalDataCodec codec) {
        this.codec = codec;
    }

    @Override
    public void serialize(Object value, JsonGenerator json, SerializationContext context) {
        if (value instanceof Collection<?> several && several.isEmpty()) {
            json.writeStartArray();
            json.writeEndArray();
        } else {
            json.writeString(stored(value, context));
        }
    }

    private String stored(Object value, SerializationContext context) {
        Optional<?> key = (Optional<?>) context.getAttribute(SubjectSerializer.KEY);
        if (key == null) {
            context.reportMappingProblem(
                    "The document has personal data and belongs to no person: mark the component that"
                            + " identifies what it is about as @DataSubjectRecord.");
        }
        return value.equals(PersonalData.ERASED) || key == null || key.isEmpty()
                ? PersonalData.ERASED
                : codec.encrypt(value, (SubjectKey) key.get());
    }
}
