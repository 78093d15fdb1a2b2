package dev.ordersaga.privacy.json;

import dev.ordersaga.api.privacy.DataSubjectId;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.DataSubjectTenant;
import dev.ordersaga.api.privacy.PersonalData;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * Jackson module that encrypts components marked as {@link PersonalData}, with the key of the person that the outermost record
 * belongs to, and decrypts them. A marked component of a document that belongs to no person cannot be written.
 */
final class PersonalDataModule extends JacksonModule {

    private final PersonalDataCodec codec;

    PersonalDataModule(PersonalDataCodec codec) {
        this.codec = codec;
    }

    @Override
    public String getModuleName() {
        return "personal-data";
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.insertAnnotationIntrospector(new Introspector(codec));
        context.addSerializerModifier(new SubjectModifier(codec));
    }

    /** Chooses the serializers and deserializers of marked components. */
    @SuppressWarnings("serial") // Mappers are never serialized.
    private static final class Introspector extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1L;
        private final transient PersonalDataCodec codec;

        Introspector(PersonalDataCodec codec) {
            this.codec = codec;
        }

        @Override
        @SuppressWarnings("NullAway") // Jackson's contract: null for none.
        public @Nullable Object findSerializer(MapperConfig<?> config, Annotated member) {
            return member.hasAnnotation(PersonalData.class) ? new PersonalValueSerializer(codec) : null;
        }

        @Override
        @SuppressWarnings("NullAway") // Jackson's contract: null for none.
        public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated member) {
            if (member.hasAnnotation(PersonalData.class)) {
                return new PersonalValueDeserializer(codec, null);
            }
            boolean isRecordId = member.hasAnnotation(DataSubjectRecord.class)
                    && !member.getRawType().isRecord();
            return isRecordId ? new RecordIdDeserializer(codec, null) : null;
        }
    }

    /** Lets records that name a person, or belong to one, choose the key for what is in them. */
    @SuppressWarnings("serial") // Mappers are never serialized.
    private static final class SubjectModifier extends ValueSerializerModifier {

        private static final long serialVersionUID = 1L;
        private final transient PersonalDataCodec codec;

        SubjectModifier(PersonalDataCodec codec) {
            this.codec = codec;
        }

        @Override
        @SuppressWarnings("unchecked")
        public ValueSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription.Supplier type, ValueSerializer<?> serializer) {
            Field record = SubjectSerializer.marked(type.getBeanClass(), DataSubjectRecord.class);
            Field person = SubjectSerializer.marked(type.getBeanClass(), DataSubjectId.class);
            Field tenant = SubjectSerializer.marked(type.getBeanClass(), DataSubjectTenant.class);
            if (person != null && tenant == null) {
                throw new IllegalStateException(type.getBeanClass() + " needs a @DataSubjectTenant");
            }
            return record == null && person == null
                    ? serializer
                    : new SubjectSerializer(codec, (ValueSerializer<Object>) serializer, record, person, tenant);
        }
    }
}
