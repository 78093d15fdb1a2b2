package dev.ordersaga.order.command;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentAttempt;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The payment is authorized or captured: confirm the order. A no-op when the order ended before (cancelled, timed out).
 *
 * @param attempt the attempt that succeeded
 * @param captured what was captured so far: the total, or zero when it is only authorized
 */
public record ConfirmOrder(@TargetAggregateIdentifier UUID orderId, PaymentAttempt attempt, Money captured) {}
