package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment attempt was recorded, before the call to the provider, with the idempotency key of that call.
 *
 * @param idempotencyKey the provider's key for this attempt: the same in every retry
 * @param provider name of the provider that gets every call about this attempt, whatever the settings are later; null
 *     if no enabled provider accepted the payment method, which declines the attempt
 */
public record PaymentAttemptStarted(
        UUID paymentId,
        UUID orderId,
        int attempt,
        String idempotencyKey,
        @Nullable String provider,
        String paymentMethod,
        Money amount,
        CaptureMode capture)
        implements PaymentEvent {}
