package dev.ordersaga.coordination;

import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.order.command.RequestPayment;
import dev.ordersaga.order.command.RequestPaymentRelease;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.utils.RecordingCommandBus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command after each event of the order, with its id: the table of the order's half of the process. */
class OrderFollowUpsTest {

    private static final OrderEvents ORDER = anOrder();
    private static final UUID ID = ORDER.id();

    private final RecordingCommandBus bus = new RecordingCommandBus();
    private final AnnotationEventHandlerAdapter followUps =
            new AnnotationEventHandlerAdapter(new OrderFollowUps(new SagaCommandSender(
                    DefaultCommandGateway.builder().commandBus(bus).build())));

    /** An event of the order, and the command after it by its step. */
    record Case(OrderEvent event, Map<String, Object> commands) {

        Case(OrderEvent event) {
            this(event, Map.of());
        }
    }

    static List<Case> payments() {
        return List.of(
                new Case(ORDER.placed(), Map.of("RequestPayment/1", new RequestPayment(ID, 1))),
                new Case(ORDER.methodChosen(), Map.of("RequestPayment/2", new RequestPayment(ID, 2))),
                new Case(ORDER.authorizationExpired(true), Map.of("RequestPayment/2", new RequestPayment(ID, 2))),
                new Case(ORDER.authorizationExpired(false)));
    }

    static List<Case> releases() {
        Map<String, Object> release = Map.of("RequestPaymentRelease/1", new RequestPaymentRelease(ID));
        return List.of(
                new Case(ORDER.rejected(RejectionReason.PAYMENT_TIMED_OUT), release),
                new Case(ORDER.rejected(RejectionReason.AUTHORIZATION_EXPIRED)),
                new Case(ORDER.rejectedByDecline(1)),
                new Case(ORDER.cancelled(true), release),
                new Case(ORDER.cancelled(false)));
    }

    @ParameterizedTest
    @MethodSource({"payments", "releases"})
    void sendsTheFollowUpOfAnEvent(Case expected) throws Exception {
        followUps.handle(GenericEventMessage.asEventMessage(expected.event()));

        Map<String, Object> sent = new LinkedHashMap<>();
        for (CommandMessage<?> command : bus.getDispatchedCommands()) {
            sent.put(command.getIdentifier(), command.getPayload());
        }
        Map<String, Object> wanted = new LinkedHashMap<>();
        expected.commands().forEach((step, command) -> wanted.put(ID + "/" + step, command));
        assertThat(sent).isEqualTo(wanted);
    }
}
