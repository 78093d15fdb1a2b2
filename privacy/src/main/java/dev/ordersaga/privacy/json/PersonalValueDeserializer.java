package dev.ordersaga.privacy.json;

import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.privacy.keys.PersonalText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/** Reads a personal value: decrypts it, or replaces it if the key is erased. One that was stored in the clear is read as it is. */
final class PersonalValueDeserializer extends ValueDeserializer<Object> {

    /** Attribute of the context: an encrypted value that was read before the identifier of its record. */
    static final Object ENCRYPTED = PersonalValueDeserializer.class;

    private final PersonalDataCodec codec;
    private final @Nullable JavaType type;

    /** @param type null until the property is known */
    PersonalValueDeserializer(PersonalDataCodec codec, @Nullable JavaType type) {
        this.codec = codec;
        this.type = type;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        return new PersonalValueDeserializer(codec, property.getType());
    }

    @Override
    @SuppressWarnings("NullAway") // Jackson's contract: a value may be null.
    public @Nullable Object deserialize(JsonParser json, DeserializationContext context) {
        JavaType wanted = Objects.requireNonNull(type);
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return context.readValue(json, wanted);
        }
        String stored = json.getString();
        if (PersonalText.isEncrypted(stored)) {
            learn(stored, context);
            return codec.decrypt(stored, wanted);
        }
        return stored.equals(PersonalData.ERASED)
                ? PersonalDataCodec.replacement(wanted)
                : context.readValue(json, wanted);
    }

    private void learn(String stored, DeserializationContext context) {
        Object record = context.getAttribute(RecordIdDeserializer.RECORD);
        if (record == null) {
            context.setAttribute(ENCRYPTED, stored);
        } else {
            codec.learn(record.toString(), stored);
        }
    }
}
