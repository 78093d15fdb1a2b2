package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.status.CaptureMode;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Record a payment attempt. A no-op when it was recorded before, or when the payment is being released.
 *
 * @param attempt 1 for the first payment method of the order
 * @param provider name of the provider to call; null if no enabled provider accepts the payment method, which declines
 *     the attempt
 */
record StartPaymentAttempt(
        @TargetAggregateIdentifier UUID paymentId,
        UUID orderId,
        int attempt,
        @Nullable String provider,
        String paymentMethod,
        Money amount,
        CaptureMode capture) {}
