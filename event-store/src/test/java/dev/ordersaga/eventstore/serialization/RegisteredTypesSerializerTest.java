package dev.ordersaga.eventstore.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateScopeDescriptor;
import org.axonframework.modelling.saga.SagaScopeDescriptor;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class RegisteredTypesSerializerTest {

    sealed interface Moved permits Moved.Far, Near {
        record Far(int miles) implements Moved {}
    }

    sealed interface Near extends Moved permits Step, Jump {}

    record Step() implements Near {}

    record Jump(@Nullable String over) implements Near {
        @SuppressWarnings("unused")
        boolean isHigh() {
            return true;
        }
    }

    @Revision("2")
    record Priced(Currency currency, BigDecimal amount, Instant at, List<Jump> jumps) {}

    static class Journey {
        private int legs;
        private transient Object injected = new Object();

        int legs() {
            return legs;
        }
    }

    record Opaque(
            @com.fasterxml.jackson.annotation.JsonTypeInfo(use = com.fasterxml.jackson.annotation.JsonTypeInfo.Id.CLASS)
            Object any) {}

    private final Serializer serializer = new RegisteredTypesSerializer(
            new RegisteredTypes(List.of(
                    PayloadTypes.permittedBy(Moved.class), PayloadTypes.of(Priced.class, Journey.class, Opaque.class))),
            new AnnotationRevisionResolver());

    @Test
    void everyLeafOfASealedInterfaceIsRegistered() {
        assertThat(PayloadTypes.permittedBy(Moved.class).types())
                .containsExactlyInAnyOrder(Moved.Far.class, Step.class, Jump.class);
        assertThatThrownBy(() -> PayloadTypes.permittedBy(Runnable.class)).hasMessageContaining("not sealed");
    }

    @Test
    void valuesSurviveExactly() {
        var priced = new Priced(
                Currency.getInstance("EUR"),
                new BigDecimal("12345678901234567890.120"),
                Instant.parse("2026-11-20T10:15:30.123456789Z"),
                List.of(new Jump(null)));
        SerializedObject<byte[]> stored = serializer.serialize(priced, byte[].class);
        assertThat(stored.getType().getRevision()).isEqualTo("2");
        assertThat(new String(stored.getData(), UTF_8))
                .isEqualTo("{\"currency\":\"EUR\",\"amount\":12345678901234567890.120,"
                        + "\"at\":\"2026-11-20T10:15:30.123456789Z\",\"jumps\":[{}]}");
        Priced read = serializer.deserialize(stored);
        assertThat(read).isEqualTo(priced);
    }

    @Test
    void anUpcasterPreservesEveryDigitOfADecimal() {
        var stored = stored(Priced.class.getName(), "{\"currency\":\"EUR\",\"amount\":12345678901234567890.120}");
        JsonNode tree =
                serializer.getConverter().convert(stored, JsonNode.class).getData();
        var upcast = new SimpleSerializedObject<>(tree, JsonNode.class, stored.getType());
        Priced priced = serializer.deserialize(upcast);
        assertThat(priced.amount()).isEqualTo(new BigDecimal("12345678901234567890.120"));
    }

    @Test
    void fieldsMayBeAddedAndRemovedWithoutAnUpcasterExceptPrimitives() {
        Priced read = serializer.deserialize(stored(Priced.class.getName(), "{\"gone\":1,\"currency\":\"EUR\"}"));
        assertThat(read.currency()).isEqualTo(Currency.getInstance("EUR"));
        assertThat(read.amount()).isNull();
        assertThatThrownBy(() -> serializer.deserialize(stored(Moved.Far.class.getName(), "{\"miles\":null}")))
                .hasMessageContaining("deserializing");
    }

    @Test
    void aSagaIsStoredAsItsNonTransientFields() {
        Journey journey = new Journey();
        journey.legs = 3;
        SerializedObject<byte[]> stored = serializer.serialize(journey, byte[].class);
        assertThat(new String(stored.getData(), UTF_8)).isEqualTo("{\"legs\":3}");
        Journey read = serializer.deserialize(stored);
        assertThat(read.legs()).isEqualTo(3);
        assertThat(read.injected).isNotNull();
    }

    static List<Object> axonsOwnTypes() {
        TrackingToken at = GapAwareTrackingToken.newInstance(7, List.of(3L, 5L));
        return List.of(
                at,
                new GlobalSequenceTrackingToken(9),
                new MergedTrackingToken(at, GapAwareTrackingToken.newInstance(9, List.of())),
                ReplayToken.createReplayToken(at, GapAwareTrackingToken.newInstance(1, List.of()), "why"),
                new ConfigToken(Map.of("id", "store")),
                MetaData.with("traceparent", "00-1").and("n", 1),
                new SagaScopeDescriptor("Journey", "s1"),
                new AggregateScopeDescriptor("Thing", () -> "a1"));
    }

    @ParameterizedTest
    @MethodSource("axonsOwnTypes")
    void axonsOwnTypesNeedNoRegistration(Object stored) {
        Object read = serializer.deserialize(serializer.serialize(stored, byte[].class));
        assertThat(read).isEqualTo(stored);
    }

    @Test
    void anUnregisteredTypeIsNeitherWrittenNorRead() {
        record Unregistered() {}
        assertThatThrownBy(() -> serializer.serialize(new Unregistered(), byte[].class))
                .isInstanceOf(UnregisteredTypeException.class)
                .hasMessageContaining(Unregistered.class.getName());
        assertThatThrownBy(() -> serializer.deserialize(stored("javax.script.ScriptEngineManager", "{}")))
                .isInstanceOf(UnregisteredTypeException.class)
                .hasMessageContaining("javax.script.ScriptEngineManager");
    }

    @Test
    void anUnregisteredClassNameInsideThePayloadIsRejected() {
        String json = "{\"any\":{\"@class\":\"javax.script.ScriptEngineManager\"}}";
        assertThatThrownBy(() -> serializer.deserialize(stored(Opaque.class.getName(), json)))
                .hasStackTraceContaining("javax.script.ScriptEngineManager")
                .hasStackTraceContaining("PolymorphicTypeValidator");
        Opaque jump = serializer.deserialize(stored(
                Opaque.class.getName(),
                "{\"any\":{\"@class\":\"%s\",\"over\":\"x\"}}".formatted(Jump.class.getName())));
        assertThat(jump.any()).isEqualTo(new Jump("x"));
    }

    @Test
    void nullIsReadAsNull() {
        Object read = serializer.deserialize(serializer.serialize(null, byte[].class));
        assertThat(read).isNull();
    }

    private static SerializedObject<byte[]> stored(String type, String json) {
        return new SimpleSerializedObject<>(json.getBytes(UTF_8), byte[].class, type, null);
    }
}
