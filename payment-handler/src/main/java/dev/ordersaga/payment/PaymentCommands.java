package dev.ordersaga.payment;

import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Sends one step to the payment and waits for its decision, in the transaction of the caller. The command's id follows
 * from order, step and attempt, so that a repeated step sends the very same command.
 */
final class PaymentCommands {

    private final CommandGateway commands;

    PaymentCommands(CommandGateway commands) {
        this.commands = commands;
    }

    Optional<ProviderCall> start(PaymentRequested event) {
        var start = new StartPaymentAttempt(
                event.paymentId(),
                event.orderId(),
                event.attempt(),
                event.paymentMethod(),
                event.amount(),
                event.capture());
        return commands.sendAndWait(message(start, event.orderId(), String.valueOf(event.attempt())));
    }

    Optional<ProviderCall> release(PaymentReleaseRequested event) {
        return commands.sendAndWait(message(new ReleasePayment(event.paymentId()), event.orderId(), "1"));
    }

    Recording record(ProviderCall call, ProviderAnswer answer) {
        UUID orderId = call.charge().orderId();
        int attempt = call.charge().attempt();
        var outcome = new RecordPaymentOutcome(PaymentIds.forOrder(orderId), attempt, answer);
        return commands.sendAndWait(message(outcome, orderId, attempt + "/" + answer.kind()));
    }

    private static CommandMessage<Object> message(Object command, UUID orderId, String step) {
        Class<?> type = command.getClass();
        String id = orderId + "/" + type.getSimpleName() + "/" + step;
        var message = new GenericMessage<>(id, command, CurrentUnitOfWork.correlationData());
        return new GenericCommandMessage<>(message, type.getName());
    }
}
