package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The customer asked the bank for a chargeback: the amount is withheld until the bank has decided, and cannot be refunded.
 *
 * @param dispute the provider's identifier of it
 * @param reason the provider's code for the customer's complaint
 * @param evidenceUntil until when the bank accepts evidence; null if the provider does not say
 */
public record DisputeOpened(
        UUID orderId,
        String dispute,
        Money amount,
        String reason,
        @Nullable Instant evidenceUntil) implements OrderEvent, PaymentUpdate {}
