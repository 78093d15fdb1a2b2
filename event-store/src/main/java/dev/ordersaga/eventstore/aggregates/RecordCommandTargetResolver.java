package dev.ordersaga.eventstore.aggregates;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateVersion;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Finds the aggregate that a command is for, as Axon's {@link AnnotationCommandTargetResolver} does, but looks for the
 * annotated component of a record once per class: Axon copies all methods and fields of the class, and their annotations,
 * for each command, which is a fifth of what this application allocates under load. Other commands are left to Axon.
 */
public final class RecordCommandTargetResolver implements CommandTargetResolver {

    private final CommandTargetResolver others =
            AnnotationCommandTargetResolver.builder().build();

    /** The accessor of the identifier; empty for commands that are left to Axon. */
    private final ClassValue<Optional<Method>> accessors = new ClassValue<>() {

        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            return accessor(type);
        }
    };

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        Optional<Method> accessor = accessors.get(command.getPayloadType());
        if (accessor.isEmpty()) {
            return others.resolveTarget(command);
        }
        try {
            Object identifier = accessor.get().invoke(command.getPayload());
            if (identifier == null) {
                throw new IllegalArgumentException(command.getPayloadType() + " has no identifier of an aggregate");
            }
            return new VersionedAggregateIdentifier(identifier, null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot read the identifier of a " + command.getPayloadType(), e);
        }
    }

    private static Optional<Method> accessor(Class<?> type) {
        if (!type.isRecord() || hasVersion(type)) {
            return Optional.empty();
        }
        Optional<Method> accessor = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getAccessor)
                .filter(method -> method.isAnnotationPresent(TargetAggregateIdentifier.class))
                .findFirst();
        accessor.ifPresent(method -> method.setAccessible(true));
        return accessor;
    }

    private static boolean hasVersion(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.isAnnotationPresent(TargetAggregateVersion.class));
    }
}
