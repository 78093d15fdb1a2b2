package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The customer asked the bank for a chargeback: the amount is withheld until the bank has decided, and cannot be refunded.
 *
 * @param dispute the provider's identifier of it
 * @param reason the provider's code for the customer's complaint
 */
public record DisputeOpened(UUID orderId, String dispute, Money amount, String reason)
        implements OrderEvent, PaymentUpdate {}
