package dev.ordersaga.eventstore.serialization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;

/**
 * Registration of stored types, declared as a bean: event payloads, saga states, deadline payloads, and aggregates that
 * take snapshots. Only registered types are written, and a class name that is read from the database is only instantiated
 * if it is registered.
 *
 * <p>A published language that several applications share can register itself, without a dependency on this module: by a
 * class path resource {@value #RESOURCE} that lists sealed interfaces, records and classes, one name per line.
 */
public record PayloadTypes(Set<Class<?>> types) {

    /** UTF-8; lines that begin with {@code #} are comments. */
    static final String RESOURCE = "META-INF/event-store/payload-types";

    public PayloadTypes {
        types = Set.copyOf(types);
    }

    public static PayloadTypes of(Class<?>... types) {
        return new PayloadTypes(Set.of(types));
    }

    /** All classes and records that a sealed interface permits, including those of its sealed children. */
    public static PayloadTypes permittedBy(Class<?> sealedInterface) {
        if (!sealedInterface.isSealed()) {
            throw new IllegalArgumentException(sealedInterface + " is not sealed");
        }
        return new PayloadTypes(leaves(sealedInterface).collect(Collectors.toUnmodifiableSet()));
    }

    /** The types that the resources {@value #RESOURCE} of the class path list; fails if one of them does not exist. */
    static PayloadTypes fromClassPath(ClassLoader loader) {
        Set<Class<?>> types = new LinkedHashSet<>();
        try {
            for (URL resource : Collections.list(loader.getResources(RESOURCE))) {
                try (var content = resource.openStream()) {
                    new String(content.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .flatMap(name -> leaves(ClassUtils.resolveClassName(name, loader)))
                            .forEach(types::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        return new PayloadTypes(types);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        Stream<Class<?>> itself = type.isInterface() ? Stream.empty() : Stream.of(type);
        return type.isSealed()
                ? Stream.concat(
                        itself, Arrays.stream(type.getPermittedSubclasses()).flatMap(PayloadTypes::leaves))
                : itself;
    }
}
