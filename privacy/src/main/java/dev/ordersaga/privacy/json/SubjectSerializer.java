package dev.ordersaga.privacy.json;

import dev.ordersaga.api.privacy.DataSubject;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.privacy.keys.SubjectKey;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/** Serializer of a record that belongs to a person: finds the key for all personal data in it, then writes it as usual. */
final class SubjectSerializer extends ValueSerializer<Object> {

    /** Attribute of the context: the {@code Optional<SubjectKey>} of the record that is being written. */
    static final Object KEY = SubjectSerializer.class;

    private final PersonalDataCodec codec;
    private final ValueSerializer<Object> fields;
    private final @Nullable Field record;
    private final @Nullable Field person;
    private final @Nullable Field tenant;

    /** @param tenant null only if there is no person */
    SubjectSerializer(
            PersonalDataCodec codec,
            ValueSerializer<Object> fields,
            @Nullable Field record,
            @Nullable Field person,
            @Nullable Field tenant) {
        this.tenant = tenant;
        this.codec = codec;
        this.fields = fields;
        this.record = record;
        this.person = person;
    }

    @Override
    public void resolve(SerializationContext context) {
        fields.resolve(context);
    }

    @Override
    @SuppressWarnings("unchecked")
    public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
        ValueSerializer<Object> contextual = (ValueSerializer<Object>) fields.createContextual(context, property);
        return contextual == fields ? this : new SubjectSerializer(codec, contextual, record, person, tenant);
    }

    @Override
    public void serialize(Object value, JsonGenerator json, SerializationContext context) {
        Object outer = context.getAttribute(KEY);
        context.setAttribute(KEY, key(value));
        fields.serialize(value, json, context);
        context.setAttribute(KEY, outer);
    }

    @Override
    public void serializeWithType(Object value, JsonGenerator json, SerializationContext context, TypeSerializer type) {
        Object outer = context.getAttribute(KEY);
        context.setAttribute(KEY, key(value));
        fields.serializeWithType(value, json, context, type);
        context.setAttribute(KEY, outer);
    }

    private Optional<SubjectKey> key(Object value) {
        return codec.key(text(record, value), person(value));
    }

    private @Nullable String person(Object value) {
        String id = text(person, value);
        return id == null || id.equals(PersonalData.ERASED)
                ? null
                : DataSubject.of(Objects.requireNonNull(text(tenant, value), "tenant"), id);
    }

    private static @Nullable String text(@Nullable Field field, Object owner) {
        if (field == null) {
            return null;
        }
        try {
            Object value = field.get(owner);
            // Of a record in it, which says on its own what it is about.
            return value instanceof Record inner
                    ? text(marked(inner.getClass(), DataSubjectRecord.class), inner)
                    : value == null ? null : value.toString();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("made accessible before", e);
        }
    }

    /** The field with this mark; null if there is none. */
    static @Nullable Field marked(Class<?> type, Class<? extends Annotation> mark) {
        Field found = Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(mark))
                .findFirst()
                .orElse(null);
        if (found != null) {
            found.setAccessible(true);
        }
        return found;
    }
}
