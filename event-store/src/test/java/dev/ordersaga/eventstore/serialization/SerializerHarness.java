package dev.ordersaga.eventstore.serialization;

import java.util.List;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Serializer;

/** The door through which the model gets at the form in which sagas and deadlines are stored. */
public final class SerializerHarness {

    private SerializerHarness() {}

    public static Serializer of(PayloadTypes types) {
        return new RegisteredTypesSerializer(new RegisteredTypes(List.of(types)), new AnnotationRevisionResolver());
    }
}
