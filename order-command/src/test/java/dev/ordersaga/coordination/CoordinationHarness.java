package dev.ordersaga.coordination;

import dev.ordersaga.eventstore.serialization.PayloadTypes;
import dev.ordersaga.eventstore.serialization.SerializerHarness;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.ResourceInjector;
import org.axonframework.serialization.Serializer;

/** Gives tests of other modules access to the package-private classes of the order/payment process. */
public final class CoordinationHarness {

    private static final Duration DAYS = Duration.ofDays(14);
    private static final Duration MINUTES = Duration.ofMinutes(15);

    private final SagaCommandSender sender;
    private final PaymentPolicy policy;
    private final Clock clock;

    /** @param isGenerous whether other payment methods and renewals are allowed, which by default they are not */
    public CoordinationHarness(CommandGateway commands, boolean isGenerous, Clock clock) {
        this.clock = clock;
        sender = new SagaCommandSender(commands);
        policy = isGenerous
                ? new PaymentPolicy(Duration.ofMinutes(10), MINUTES, DAYS, 3, Duration.ofMinutes(5), 1)
                : new PaymentPolicy(MINUTES, MINUTES, DAYS, 1, MINUTES, 0);
    }

    public static Class<?> saga() {
        return OrderPaymentSaga.class;
    }

    /** The serializer of sagas and deadline payloads. */
    public static Serializer serializer() {
        PayloadTypes types = new CoordinationConfiguration().sagaTypes();
        return SerializerHarness.of(types);
    }

    /** Injects the collaborators of the saga, without Axon's search for annotations at each load of a saga. */
    public ResourceInjector resources(DeadlineManager deadlines) {
        return instance -> {
            var saga = (OrderPaymentSaga) instance;
            saga.commands = sender;
            saga.deadlines = deadlines;
            saga.policy = policy;
        };
    }

    /** How long an order waits for the answer of a provider that was asked. */
    public Duration answerDeadline() {
        return policy.deadline();
    }

    /** The handlers of the order's and of the payment's events. */
    public List<Object> followUps() {
        return List.of(new OrderFollowUps(sender), new PaymentFollowUps(sender, policy, clock));
    }
}
