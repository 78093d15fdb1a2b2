package dev.ordersaga.privacy.json;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads the identifier of what a document is about, to learn which person that belongs to. */
final class RecordIdDeserializer extends ValueDeserializer<Object> {

    /** Attribute of the context: the identifier. */
    static final Object RECORD = RecordIdDeserializer.class;

    private final PersonalDataCodec codec;
    private final @Nullable ValueDeserializer<Object> plain;

    /** @param plain null until the property is known */
    RecordIdDeserializer(PersonalDataCodec codec, @Nullable ValueDeserializer<Object> plain) {
        this.codec = codec;
        this.plain = plain;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        return new RecordIdDeserializer(codec, context.findContextualValueDeserializer(property.getType(), property));
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) {
        Object id = Objects.requireNonNull(plain).deserialize(json, context);
        context.setAttribute(RECORD, id);
        Object encrypted = context.getAttribute(PersonalValueDeserializer.ENCRYPTED);
        if (encrypted != null) {
            codec.learn(id.toString(), encrypted.toString());
        }
        return id;
    }
}
