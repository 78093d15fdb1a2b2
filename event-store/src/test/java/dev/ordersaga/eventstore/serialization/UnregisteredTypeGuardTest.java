package dev.ordersaga.eventstore.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnregisteredTypeGuardTest {

    sealed interface Moved permits Far {}

    record Far(int miles) implements Moved {}

    interface Open {}

    private final StreamSerializer serializer = new StreamSerializer(
            new RegisteredTypes(List.of(PayloadTypes.permittedBy(Moved.class))), new AnnotationRevisionResolver());

    @Test
    void anUnregisteredTypeOfTheStreamIsReadAsUnknownAndCountedOnce() {
        assertThat(event("elsewhere.Happened").getPayloadType()).isEqualTo(UnknownSerializedType.class);
        assertThat(event("elsewhere.Happened").getPayload())
                .isInstanceOfSatisfying(
                        UnknownSerializedType.class,
                        unknown ->
                                assertThat(unknown.serializedType().getName()).isEqualTo("elsewhere.Happened"));
        assertThat(serializer.unregisteredTypes()).isEqualTo(1);
    }

    @Test
    void handlersOfAnotherPackageIgnoreIt() {
        EventMessage<?> event = event("elsewhere.Happened");
        assertThatCode(() -> UnregisteredTypeGuard.check(event, Far.class)).doesNotThrowAnyException();
        assertThatCode(() -> UnregisteredTypeGuard.check(event, Moved.class)).doesNotThrowAnyException();
        EventMessage<?> ofSubpackage = event(Far.class.getPackageName() + ".sub.Happened");
        assertThatCode(() -> UnregisteredTypeGuard.check(ofSubpackage, Far.class))
                .doesNotThrowAnyException();
    }

    @Test
    void handlersOfItsPackageFail() {
        EventMessage<?> event = event(Far.class.getPackageName() + ".Near");
        for (Class<?> handled : List.of(Far.class, Moved.class)) {
            assertThatThrownBy(() -> UnregisteredTypeGuard.check(event, handled))
                    .isInstanceOf(UnregisteredTypeException.class)
                    .hasMessageContaining(".Near");
        }
    }

    @Test
    void handlersOfOpenTypesFailOnEveryUnregisteredType() {
        EventMessage<?> event = event("elsewhere.Happened");
        for (Class<?> handled : List.of(Object.class, Open.class)) {
            assertThatThrownBy(() -> UnregisteredTypeGuard.check(event, handled))
                    .isInstanceOf(UnregisteredTypeException.class);
        }
    }

    @Test
    void registeredTypesPass() {
        EventMessage<?> event = GenericEventMessage.asEventMessage(new Far(1));
        assertThatCode(() -> UnregisteredTypeGuard.check(event, Object.class)).doesNotThrowAnyException();
    }

    @Test
    void typesAreRegisteredByAResourceOfTheClassPath(@TempDir Path folder) throws Exception {
        Path resource = folder.resolve(PayloadTypes.RESOURCE);
        Files.createDirectories(resource.getParent());
        Files.writeString(resource, "# comment\n\n" + Moved.class.getName() + "\n" + Open.class.getName() + "\n");
        URI parent = folder.toUri();
        try (var loader =
                new URLClassLoader(new URL[] {parent.toURL()}, getClass().getClassLoader())) {
            assertThat(PayloadTypes.fromClassPath(loader).types())
                    .contains(Far.class)
                    .doesNotContain(Open.class);
            Files.writeString(resource, "dev.ordersaga.Missing");
            assertThatThrownBy(() -> PayloadTypes.fromClassPath(loader)).hasMessageContaining("dev.ordersaga.Missing");
        }
    }

    private EventMessage<?> event(String type) {
        Object payload =
                serializer.deserialize(new SimpleSerializedObject<>("{}".getBytes(UTF_8), byte[].class, type, null));
        return GenericEventMessage.asEventMessage(payload);
    }
}
