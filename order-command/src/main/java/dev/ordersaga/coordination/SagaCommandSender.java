package dev.ordersaga.coordination;

import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Sends one step of the saga to its order and waits for the result, in the transaction of the fact that led to it. The
 * command's id follows from order and step, so that a repeated fact sends the very same command.
 */
class SagaCommandSender {

    private final CommandGateway commands;

    public SagaCommandSender(CommandGateway commands) {
        this.commands = commands;
    }

    /** A step that an order takes once. */
    void send(Object command, UUID orderId) {
        send(command, orderId, 1);
    }

    /** @param number of the attempt that the step is about */
    void send(Object command, UUID orderId, int number) {
        send(command, orderId, command.getClass().getSimpleName() + "/" + number);
    }

    /** @param step names it among all steps of the order, the same for the same fact */
    void send(Object command, UUID orderId, String step) {
        var payload = new GenericMessage<>(orderId + "/" + step, command, CurrentUnitOfWork.correlationData());
        CommandMessage<Object> message =
                new GenericCommandMessage<>(payload, command.getClass().getName());
        commands.sendAndWait(message);
    }
}
