package dev.ordersaga.payment;

import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.payment.PaymentIds;
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

    Optional<ProviderCall> capture(CaptureRequested event) {
        var capture = new CapturePayment(event.paymentId(), event.attempt());
        return commands.sendAndWait(message(capture, event.orderId(), String.valueOf(event.attempt())));
    }

    Optional<ProviderCall> refund(RefundRequested event) {
        var refund = new RefundPayment(event.paymentId(), event.refund(), event.amount(), event.reason());
        return commands.sendAndWait(message(refund, event.orderId(), String.valueOf(event.refund())));
    }

    RecordedOutcome record(UUID orderId, ProviderOutcome outcome) {
        var command = new RecordPaymentOutcome(PaymentIds.forOrder(orderId), outcome);
        return commands.sendAndWait(message(command, orderId, subject(outcome) + "/" + outcome.kind()));
    }

    private static String subject(ProviderOutcome outcome) {
        return switch (outcome) {
            case ProviderOutcome.OfCharge charge -> String.valueOf(charge.attempt());
            case ProviderOutcome.OfRefund refund -> String.valueOf(refund.refund());
            case ProviderOutcome.OfDispute dispute -> dispute.answer().reference();
        };
    }

    private static CommandMessage<Object> message(Object command, UUID orderId, String step) {
        Class<?> type = command.getClass();
        String id = orderId + "/" + type.getSimpleName() + "/" + step;
        var message = new GenericMessage<>(id, command, CurrentUnitOfWork.correlationData());
        return new GenericCommandMessage<>(message, type.getName());
    }
}
