package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureMode;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Put a payment attempt on record. A no-op when it is on record already, or when the payment is being released.
 *
 * @param attempt 1 for the first payment method of the order
 */
record StartPaymentAttempt(
        @TargetAggregateIdentifier UUID paymentId,
        UUID orderId,
        int attempt,
        String paymentMethod,
        Money amount,
        CaptureMode capture) {}
