package dev.ordersaga.eventstore.serialization;

import java.util.List;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Serializer;

/** Gives the model tests of other modules access to the serializer of sagas and deadlines. */
public final class SerializerHarness {

    private SerializerHarness() {}

    public static Serializer of(PayloadTypes types) {
        return new RegisteredTypesSerializer(new RegisteredTypes(List.of(types)), new AnnotationRevisionResolver());
    }
}
