package dev.ordersaga.eventstore.serialization;

import java.util.Set;

/**
 * The stored types that one module brings: event payloads, saga states, deadline payloads. A name that is read from the
 * database becomes an object only if some module registered it.
 */
public record PayloadTypes(Set<Class<?>> types) {

    public PayloadTypes {
        types = Set.copyOf(types);
    }

    public static PayloadTypes of(Class<?>... types) {
        return new PayloadTypes(Set.of(types));
    }

    /** All records that a sealed interface permits, and the interfaces' own sealed children. */
    public static PayloadTypes permittedBy(Class<?> sealedInterface) {
        if (!sealedInterface.isSealed()) {
            throw new IllegalArgumentException(sealedInterface + " is not sealed");
        }
        return new PayloadTypes(Set.of(sealedInterface.getPermittedSubclasses()));
    }
}
