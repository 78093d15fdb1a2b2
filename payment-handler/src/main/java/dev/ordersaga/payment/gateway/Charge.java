package dev.ordersaga.payment.gateway;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One payment attempt as a provider has to know it. It never changes while the attempt lives, except that the provider's
 * own reference becomes known.
 *
 * @param attempt 1 for the first payment method of the order
 * @param idempotencyKey the same in every repetition of the attempt; at most 255 ASCII characters
 * @param paymentMethod the provider's opaque token
 * @param capture whether the money is taken with the authorization or only reserved
 * @param startedAt when the attempt was put on record, before the provider heard of it
 * @param providerReference the provider's name for the charge; null until it told us one
 */
public record Charge(
        UUID orderId,
        int attempt,
        String idempotencyKey,
        String paymentMethod,
        Money amount,
        CaptureMode capture,
        Instant startedAt,
        @Nullable String providerReference) {}
