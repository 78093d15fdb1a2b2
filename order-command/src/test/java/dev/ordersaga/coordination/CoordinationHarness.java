package dev.ordersaga.coordination;

import dev.ordersaga.eventstore.serialization.PayloadTypes;
import dev.ordersaga.eventstore.serialization.SerializerHarness;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.serialization.Serializer;

/** The door through which the model gets at the saga, and at what shares its processor. */
public final class CoordinationHarness {

    private static final Duration DAYS = Duration.ofDays(14);
    private static final Duration MINUTES = Duration.ofMinutes(15);

    private final SagaCommandSender steps;
    private final PaymentPolicy policy;

    /** @param isGenerous whether other payment methods and renewals are allowed, which by default they are not */
    public CoordinationHarness(CommandGateway commands, boolean isGenerous) {
        steps = new SagaCommandSender(commands);
        policy = isGenerous
                ? new PaymentPolicy(Duration.ofMinutes(10), MINUTES, DAYS, 3, Duration.ofMinutes(5), 1)
                : new PaymentPolicy(MINUTES, MINUTES, DAYS, 1, MINUTES, 0);
    }

    public static Class<?> saga() {
        return OrderPaymentSaga.class;
    }

    /** The form in which the saga and what its deadlines carry are stored. */
    public static Serializer serializer() {
        PayloadTypes types = new CoordinationConfiguration().sagaTypes();
        return SerializerHarness.of(types);
    }

    /** What the saga's handlers ask for, beside the event and the deadlines. */
    public List<Object> resources() {
        return List.of(steps, policy);
    }

    /** What handles the news for the order. */
    public Object news() {
        return new PaymentUpdateForwarder(steps, policy);
    }
}
