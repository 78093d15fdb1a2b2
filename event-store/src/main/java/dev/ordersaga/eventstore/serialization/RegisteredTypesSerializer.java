package dev.ordersaga.eventstore.serialization;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator.TypeMatcher;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;

/**
 * Serializes registered types as JSON of their fields, and rejects all others. An unregistered type fails when it is
 * written, before it can block a reader; when it is read, its name is never resolved to a class.
 *
 * <p>A stored field that is no longer declared is ignored; a declared field that is not stored is {@code null} (or fails
 * if it is primitive): events can gain optional fields and lose any field without an upcaster.
 */
class RegisteredTypesSerializer extends Jackson3Serializer {

    private final RegisteredTypes types;

    RegisteredTypesSerializer(RegisteredTypes types, RevisionResolver revisions) {
        super(builder().revisionResolver(revisions).jsonMapperBuilderCustomizer(json -> customize(json, types)));
        this.types = types;
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> expectedRepresentation) {
        if (object != null && !types.contains(object.getClass())) {
            throw new UnregisteredTypeException("write", object.getClass().getName());
        }
        return super.serialize(object, expectedRepresentation);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (SerializedType.emptyType().equals(type)) {
            return Void.class;
        }
        Class<?> registered = types.find(resolveClassName(type));
        return registered == null ? unregistered(type) : registered;
    }

    /** The class for an unregistered type that is read; throws by default. */
    protected Class<?> unregistered(SerializedType type) {
        throw new UnregisteredTypeException("read", type.getName());
    }

    private static void customize(JsonMapper.Builder json, RegisteredTypes types) {
        json.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                // An upcaster works on the JSON tree, which must preserve every digit of a decimal.
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                // A field that is not stored is read as null.
                .changeDefaultPropertyInclusion(stored -> stored.withValueInclusion(NON_NULL))
                .polymorphicTypeValidator(only(types))
                // Fields only: sagas have no getters, and those of events are derived values.
                .changeDefaultVisibility(visibility -> visibility
                        .withFieldVisibility(ANY)
                        .withGetterVisibility(NONE)
                        .withIsGetterVisibility(NONE));
        for (Class<?> ofAxon : RegisteredTypes.OF_AXON.types()) {
            json.withConfigOverride(ofAxon, type -> type.setVisibility(JsonAutoDetect.Value.defaultVisibility()));
        }
    }

    /** For Axon's wrapper tokens, whose JSON contains the class name of the wrapped token. */
    private static PolymorphicTypeValidator only(RegisteredTypes types) {
        return BasicPolymorphicTypeValidator.builder()
                .allowIfSubType(new TypeMatcher() {
                    @Override
                    public boolean match(DatabindContext context, Class<?> type) {
                        return types.contains(type);
                    }
                })
                .build();
    }
}
