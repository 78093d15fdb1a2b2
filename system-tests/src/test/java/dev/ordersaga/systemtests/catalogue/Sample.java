package dev.ordersaga.systemtests.catalogue;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Example of a record, generated from its components: the same at every run. */
final class Sample {

    private static final Map<Class<?>, Function<String, Object>> VALUES = Map.of(
            String.class, path -> path,
            boolean.class, path -> true,
            int.class, Sample::number,
            long.class, path -> (long) number(path),
            UUID.class, path -> UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)),
            BigDecimal.class, path -> BigDecimal.valueOf(number(path), 4),
            Currency.class, path -> Currency.getInstance("GBP"),
            Instant.class, path -> Instant.parse("2026-11-20T12:00:00.123456Z"),
            Duration.class, path -> Duration.ofSeconds(number(path)));

    private Sample() {}

    /** With every component set, each to a different value. */
    static Object full(Class<?> type) {
        return record("", type, false);
    }

    /** With every nullable component null, at any depth. */
    static Object sparse(Class<?> type) {
        return record("", type, true);
    }

    private static Object record(String path, Class<?> type, boolean sparse) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable
        Object[] values = Arrays.stream(components)
                .map(component -> sparse && isNullable(component)
                        ? null
                        : value(path + component.getName(), component.getGenericType(), sparse))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no sample of " + type, e);
        }
    }

    private static Object value(String path, Type type, boolean sparse) {
        if (type instanceof ParameterizedType generic) {
            List<Object> parts = Arrays.stream(generic.getActualTypeArguments())
                    .map(part -> value(path, part, sparse))
                    .toList();
            return collection(generic.getRawType(), parts);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        Function<String, Object> known = VALUES.get(plain);
        return known == null ? record(path + ".", plain, sparse) : known.apply(path);
    }

    private static Object collection(Type raw, List<Object> parts) {
        if (raw == List.class) {
            return parts;
        }
        if (raw == Set.class) {
            return Set.copyOf(parts);
        }
        if (raw == Map.class) {
            return Map.of(parts.get(0), parts.get(1));
        }
        throw new IllegalArgumentException("no sample of " + raw);
    }

    private static int number(String path) {
        return Math.floorMod(path.hashCode(), 100_000);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
