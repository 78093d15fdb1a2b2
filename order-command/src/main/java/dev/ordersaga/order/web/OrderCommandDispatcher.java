package dev.ordersaga.order.web;

import dev.ordersaga.api.status.OrderLinks;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.problem.FieldCode;
import dev.ordersaga.http.problem.FieldFault;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemKind;
import dev.ordersaga.http.trace.TraceContext;
import dev.ordersaga.idempotency.StoredResponse;
import dev.ordersaga.order.command.OrderAccepted;
import dev.ordersaga.order.command.OrderAnswer;
import dev.ordersaga.order.command.OrderRefused;
import dev.ordersaga.order.command.Refusal;
import dev.ordersaga.order.requester.Requester;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.IncompatibleAggregateException;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** Dispatches a client's command to its order and maps the result to HTTP. */
class OrderCommandDispatcher {

    /** The metadata key that carries the trace context (W3C) from the request to the last event that it causes. */
    private static final String TRACEPARENT = "traceparent";

    private static final String CUSTOMER = "customer";

    private final CommandGateway commands;
    private final JsonMapper json;

    OrderCommandDispatcher(CommandGateway commands, JsonMapper json) {
        this.commands = commands;
        this.json = json;
    }

    /** @throws ProblemException if there is no such order, or if it refuses the command */
    StoredResponse dispatch(Object command, Caller caller) {
        return prepared(command, caller).get();
    }

    /** As {@link #dispatch}, to be executed in any thread: the trace is that of the current request. */
    Supplier<StoredResponse> prepared(Object command, Caller caller) {
        MetaData metadata = requester(caller).asMetaData();
        CommandMessage<?> message = new GenericCommandMessage<>(
                command,
                TraceContext.current()
                        .map(context -> metadata.and(TRACEPARENT, context.traceparent()))
                        .orElse(metadata));
        return () -> send(message);
    }

    /** Stored names are never a customer's: their data can be erased, events cannot. */
    private static Requester requester(Caller caller) {
        String name = caller.customerId() == null ? caller.subject() : CUSTOMER;
        return new Requester(name, caller.isOfAllTenants() ? null : caller.tenant(), caller.customerId());
    }

    private StoredResponse send(CommandMessage<?> command) {
        try {
            OrderAnswer answer = commands.sendAndWait(command);
            return switch (answer) {
                case OrderAccepted accepted -> accepted(accepted);
                case OrderRefused refused -> throw refused(refused);
            };
        } catch (AggregateNotFoundException | IncompatibleAggregateException e) {
            // The second one for the id of something else, such as a payment.
            throw notFound();
        }
    }

    static ProblemException notFound() {
        return new ProblemException(HttpProblem.NOT_FOUND, "There is no order with this id.");
    }

    private record Body(UUID orderId, OrderState status, long version, String total, Map<String, String> links) {}

    private StoredResponse accepted(OrderAccepted order) {
        Body body = new Body(
                order.orderId(),
                order.status(),
                order.version(),
                order.total().toDecimalString(),
                OrderLinks.of(order.orderId(), order.availableActions()));
        return new StoredResponse(
                HttpStatus.ACCEPTED.value(), OrderLinks.self(order.orderId()), json.writeValueAsBytes(body));
    }

    private static ProblemException refused(OrderRefused order) {
        if (order.refusal() == Refusal.AMOUNT_NOT_IN_CURRENCY) {
            String detail = "Must be an amount that the order's currency has, and that can be paid in it.";
            return ProblemException.ofFaults(List.of(new FieldFault("/amount", FieldCode.INVALID_FORMAT, detail)));
        }
        if (order.refusal() == Refusal.NOT_ACCESSIBLE) {
            return notFound();
        }
        return new ProblemException(kindOf(order.refusal()), detail(order));
    }

    private static String detail(OrderRefused order) {
        if (order.version() >= 0) {
            return "The order is at version " + order.version() + ".";
        }
        return order.refusal() == Refusal.ORDER_EXISTS ? "The id is in use." : "There is no order with this id.";
    }

    private static ProblemKind kindOf(Refusal refusal) {
        return switch (refusal) {
            case NOT_ACCESSIBLE -> HttpProblem.NOT_FOUND;
            case ORDER_EXISTS -> OrderProblem.ORDER_EXISTS;
            case ORDER_ALREADY_CANCELLED -> OrderProblem.ORDER_ALREADY_CANCELLED;
            case ORDER_ALREADY_REJECTED -> OrderProblem.ORDER_ALREADY_REJECTED;
            case ORDER_ALREADY_SHIPPED -> OrderProblem.ORDER_ALREADY_SHIPPED;
            case ORDER_ALREADY_CONFIRMED -> OrderProblem.ORDER_ALREADY_CONFIRMED;
            case PAYMENT_ATTEMPT_OPEN -> OrderProblem.PAYMENT_ATTEMPT_OPEN;
            case PAYMENT_METHOD_DECLINED -> OrderProblem.PAYMENT_METHOD_DECLINED;
            case ORDER_NOT_CONFIRMED -> OrderProblem.ORDER_NOT_CONFIRMED;
            case NOTHING_TO_REFUND -> OrderProblem.NOTHING_TO_REFUND;
            case REFUND_TOO_LARGE -> OrderProblem.REFUND_TOO_LARGE;
            case TOO_MANY_REFUNDS -> OrderProblem.TOO_MANY_REFUNDS;
            case PAYMENT_RETURNED -> OrderProblem.PAYMENT_RETURNED;
            case AMOUNT_NOT_IN_CURRENCY -> HttpProblem.INVALID_FIELDS;
            case VERSION_MISMATCH -> OrderProblem.PRECONDITION_FAILED;
        };
    }
}
