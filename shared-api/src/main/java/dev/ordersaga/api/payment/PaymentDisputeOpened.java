package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The customer asked the bank for a chargeback; the bank withholds the amount until it has decided.
 *
 * @param dispute the provider's identifier of it
 * @param reason the provider's code for the customer's complaint
 */
public record PaymentDisputeOpened(UUID paymentId, UUID orderId, String dispute, Money amount, String reason)
        implements PaymentEvent {}
