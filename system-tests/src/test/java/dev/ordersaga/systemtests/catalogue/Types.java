package dev.ordersaga.systemtests.catalogue;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Stream;

/** Type arguments of generic types. */
final class Types {

    private Types() {}

    /** The type itself, or its arguments at any depth: {@code OrderLine} for {@code List<OrderLine>}. */
    static Stream<Class<?>> in(Type type) {
        return type instanceof ParameterizedType generic
                ? Arrays.stream(generic.getActualTypeArguments()).flatMap(Types::in)
                : Stream.of((Class<?>) type);
    }
}
