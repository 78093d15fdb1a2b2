package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureMode;
import java.util.UUID;

/**
 * An attempt is recorded before the provider is called, with the idempotency key of the call.
 *
 * @param idempotencyKey the provider's key for this attempt: the same in every retry
 */
public record PaymentAttemptStarted(
        UUID paymentId,
        UUID orderId,
        int attempt,
        String idempotencyKey,
        String paymentMethod,
        Money amount,
        CaptureMode capture)
        implements PaymentEvent {}
