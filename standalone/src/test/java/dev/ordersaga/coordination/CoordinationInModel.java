package dev.ordersaga.coordination;

import dev.ordersaga.eventstore.serialization.PayloadTypes;
import dev.ordersaga.eventstore.serialization.SerializerInModel;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.serialization.Serializer;

/** The door through which the model gets at the saga, and at what shares its processor. */
public final class CoordinationInModel {

    /** Short where days would only make schedules longer; tries and renewals are few enough to run out of them. */
    private static final PaymentPolicy POLICY = new PaymentPolicy(
            Duration.ofMinutes(10), Duration.ofMinutes(15), Duration.ofDays(14), 3, Duration.ofMinutes(5), 1);

    private final OrderSteps steps;

    public CoordinationInModel(CommandGateway commands) {
        this.steps = new OrderSteps(commands);
    }

    public static Class<?> saga() {
        return OrderPaymentSaga.class;
    }

    /** The form in which the saga and what its deadlines carry are stored. */
    public static Serializer serializer() {
        PayloadTypes types = new CoordinationModule().sagaTypes();
        return SerializerInModel.of(types);
    }

    /** What the saga's handlers ask for, beside the event and the deadlines. */
    public List<Object> resources() {
        return List.of(steps, POLICY);
    }

    /** What handles the news for the order. */
    public Object news() {
        return new PaymentNewsForOrders(steps, POLICY);
    }
}
