package dev.ordersaga.eventstore.serialization;

import org.axonframework.serialization.SerializationException;

/** A type is about to be written or read that no {@link PayloadTypes} bean names. */
public final class UnregisteredTypeException extends SerializationException {

    private static final long serialVersionUID = 1L;

    UnregisteredTypeException(String operation, String typeName) {
        super(
                "Refused to %s '%s': the type is not registered. Name it in a PayloadTypes bean of the module that owns it."
                        .formatted(operation, typeName));
    }
}
