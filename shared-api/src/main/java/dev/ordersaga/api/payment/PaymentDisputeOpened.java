package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The customer asked the bank for a chargeback; the bank withholds the amount until it has decided.
 *
 * @param dispute the provider's identifier of it
 * @param reason the provider's code for the customer's complaint
 * @param evidenceUntil until when the bank accepts evidence; null if the provider does not say
 */
public record PaymentDisputeOpened(
        UUID orderId,
        String dispute,
        Money amount,
        String reason,
        @Nullable Instant evidenceUntil) implements PaymentEvent {}
