package dev.ordersaga.coordination;

import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Sends the commands of the process to the order and waits for each result, in the transaction of the event that led to
 * it: if a command fails, the event is handled again. The command's id is derived from order and step, so a repeated
 * event sends the same command again.
 */
class SagaCommandSender {

    private final CommandGateway commands;

    SagaCommandSender(CommandGateway commands) {
        this.commands = commands;
    }

    /** @param step identifies the command among all commands of the process to this order; the same for the same event */
    void send(UUID orderId, Object command, String step) {
        var payload = new GenericMessage<>(orderId + "/" + step, command, CurrentUnitOfWork.correlationData());
        CommandMessage<Object> message =
                new GenericCommandMessage<>(payload, command.getClass().getName());
        commands.sendAndWait(message);
    }
}
