package dev.ordersaga.eventstore.serialization;

import org.axonframework.serialization.SerializationException;

/** An attempt to write or read a type that is not registered as one of the {@link PayloadTypes}. */
public final class UnregisteredTypeException extends SerializationException {

    private static final long serialVersionUID = 1L;

    UnregisteredTypeException(String operation, String typeName) {
        super(
                "Refused to %s '%s': the type is not registered. Register it by a PayloadTypes bean of the module that owns it."
                        .formatted(operation, typeName));
    }
}
