package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The customer complained to the bank: the amount is withheld until the bank has decided, and cannot be refunded.
 *
 * @param dispute the provider's name for it
 * @param reason the provider's word for what the customer says
 */
public record DisputeOpened(UUID orderId, String dispute, Money amount, String reason)
        implements OrderEvent, PaymentUpdate {}
