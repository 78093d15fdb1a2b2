package dev.ordersaga.payment;

import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.payment.PaymentIds;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands to the payment aggregate and waits for its decision, in the caller's transaction. The command's id is
 * derived from order, command and attempt, so that a repeated step sends the same command.
 */
public final class PaymentCommands {

    private final CommandGateway commands;

    public PaymentCommands(CommandGateway commands) {
        this.commands = commands;
    }

    /** @param provider the provider to call; null if no enabled provider accepts the payment method */
    public Optional<ProviderCall> start(PaymentRequested event, @Nullable String provider) {
        var start = new StartPaymentAttempt(
                PaymentIds.forOrder(event.orderId()),
                event.orderId(),
                event.attempt(),
                provider,
                event.paymentMethod(),
                event.amount(),
                event.capture());
        return commands.sendAndWait(message(start, event.orderId(), String.valueOf(event.attempt())));
    }

    public Optional<ProviderCall> release(PaymentReleaseRequested event) {
        return commands.sendAndWait(
                message(new ReleasePayment(PaymentIds.forOrder(event.orderId())), event.orderId(), "1"));
    }

    public Optional<ProviderCall> capture(CaptureRequested event) {
        var capture = new CapturePayment(PaymentIds.forOrder(event.orderId()), event.attempt());
        return commands.sendAndWait(message(capture, event.orderId(), String.valueOf(event.attempt())));
    }

    public Optional<ProviderCall> check(PaymentCheckRequested event) {
        var check = new CheckPayment(PaymentIds.forOrder(event.orderId()), event.attempt(), event.check());
        return commands.sendAndWait(message(check, event.orderId(), String.valueOf(event.check())));
    }

    public Optional<ProviderCall> refund(RefundRequested event) {
        var refund =
                new RefundPayment(PaymentIds.forOrder(event.orderId()), event.refund(), event.amount(), event.reason());
        return commands.sendAndWait(message(refund, event.orderId(), String.valueOf(event.refund())));
    }

    /** @param provider the provider that reported the outcome */
    public RecordedOutcome record(UUID orderId, String provider, ProviderOutcome outcome) {
        var command = new RecordPaymentOutcome(PaymentIds.forOrder(orderId), provider, outcome);
        return commands.sendAndWait(message(command, orderId, subject(outcome) + "/" + outcome.kind()));
    }

    /** @param askedAt when a call about the attempt began that ended without an outcome */
    public void unanswered(UUID orderId, int attempt, Instant askedAt) {
        var command = new RecordUnanswered(PaymentIds.forOrder(orderId), attempt, askedAt);
        commands.sendAndWait(message(command, orderId, String.valueOf(attempt)));
    }

    private static String subject(ProviderOutcome outcome) {
        return switch (outcome) {
            case ProviderOutcome.OfCharge charge -> String.valueOf(charge.attempt());
            case ProviderOutcome.OfCheck check -> "check-" + check.check();
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
