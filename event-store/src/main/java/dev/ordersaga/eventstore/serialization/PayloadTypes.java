package dev.ordersaga.eventstore.serialization;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stored types that one module brings, declared as a bean: event payloads, saga states, deadline payloads, and
 * aggregates that take snapshots. A name that is read from the database becomes an object only if some module
 * registered it, and only registered types are written.
 */
public record PayloadTypes(Set<Class<?>> types) {

    public PayloadTypes {
        types = Set.copyOf(types);
    }

    public static PayloadTypes of(Class<?>... types) {
        return new PayloadTypes(Set.of(types));
    }

    /** All classes and records that a sealed interface permits, those of its sealed children included. */
    public static PayloadTypes permittedBy(Class<?> sealedInterface) {
        if (!sealedInterface.isSealed()) {
            throw new IllegalArgumentException(sealedInterface + " is not sealed");
        }
        return new PayloadTypes(leaves(sealedInterface).collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        Stream<Class<?>> itself = type.isInterface() ? Stream.empty() : Stream.of(type);
        return type.isSealed()
                ? Stream.concat(
                        itself, Arrays.stream(type.getPermittedSubclasses()).flatMap(PayloadTypes::leaves))
                : itself;
    }
}
