package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The customer complained to the bank about what was taken; the bank withholds the amount until it has decided.
 *
 * @param dispute the provider's name for it
 * @param reason the provider's word for what the customer says
 */
public record PaymentDisputeOpened(UUID paymentId, UUID orderId, String dispute, Money amount, String reason)
        implements PaymentEvent {}
