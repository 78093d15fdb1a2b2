package dev.ordersaga.eventstore.serialization;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.MultiSourceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateScopeDescriptor;
import org.axonframework.modelling.saga.SagaScopeDescriptor;
import org.jspecify.annotations.Nullable;

/** Every type that may be written or read: the registered types, and those that Axon itself stores. */
final class RegisteredTypes {

    /** Types that Axon stores besides payloads. */
    static final PayloadTypes OF_AXON = PayloadTypes.of(
            MetaData.class,
            GapAwareTrackingToken.class,
            GlobalSequenceTrackingToken.class,
            MergedTrackingToken.class,
            MultiSourceTrackingToken.class,
            ReplayToken.class,
            ConfigToken.class,
            AggregateScopeDescriptor.class,
            SagaScopeDescriptor.class);

    /** Final value types of the JDK, safe as payload of a deadline or context of a replay. */
    private static final PayloadTypes VALUES = PayloadTypes.of(
            String.class,
            Boolean.class,
            Integer.class,
            Long.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            Instant.class,
            LocalDate.class,
            Duration.class,
            UUID.class,
            Currency.class);

    private final Map<String, Class<?>> byName;

    RegisteredTypes(Collection<PayloadTypes> registered) {
        byName = Stream.concat(Stream.of(OF_AXON, VALUES), registered.stream())
                .flatMap(types -> types.types().stream())
                .distinct()
                .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));
    }

    @Nullable
    Class<?> find(String name) {
        return byName.get(name);
    }

    boolean contains(Class<?> type) {
        return type == byName.get(type.getName());
    }
}
