package dev.ordersaga.eventstore.aggregates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateVersion;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link RecordCommandTargetResolver} beside Axon's resolver. */
class RecordCommandTargetResolverTest {

    private static final UUID ID = UUID.fromString("00575137-5ad4-4ace-a8b1-4f8ef12aa6cb");

    private final CommandTargetResolver resolver = new RecordCommandTargetResolver();
    private final CommandTargetResolver axons =
            AnnotationCommandTargetResolver.builder().build();

    private record Rename(
            String name, @TargetAggregateIdentifier UUID id) {}

    private record RenameVersion(
            @TargetAggregateIdentifier UUID id,
            @TargetAggregateVersion long version) {}

    private static final class Delete {

        @TargetAggregateIdentifier
        private final UUID id = ID;
    }

    private record Unaddressed(UUID id) {}

    private record Anonymous(
            @TargetAggregateIdentifier @Nullable UUID id) {}

    static Object[] addressed() {
        return new Object[] {new Rename("a", ID), new RenameVersion(ID, 7), new Delete()};
    }

    static Object[] unaddressed() {
        return new Object[] {new Unaddressed(ID), new Anonymous(null)};
    }

    @ParameterizedTest
    @MethodSource("addressed")
    void theTargetIsThatOfAxon(Object command) {
        VersionedAggregateIdentifier target = resolve(resolver, command);

        assertThat(target).isEqualTo(resolve(axons, command));
        assertThat(target.getIdentifier()).isEqualTo(ID.toString());
        assertThat(resolve(resolver, command)).as("once more").isEqualTo(target);
    }

    @ParameterizedTest
    @MethodSource("unaddressed")
    void aCommandWithoutTargetIsRefused(Object command) {
        assertThatThrownBy(() -> resolve(resolver, command)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> resolve(axons, command)).isInstanceOf(IllegalArgumentException.class);
    }

    private static VersionedAggregateIdentifier resolve(CommandTargetResolver resolver, Object command) {
        return resolver.resolveTarget(new GenericCommandMessage<>(command));
    }
}
