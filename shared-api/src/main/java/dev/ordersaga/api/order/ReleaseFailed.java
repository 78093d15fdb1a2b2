package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * What this ended order had taken could not be given back: a person has to look at it, and may ask for a refund.
 *
 * @param refunded what was given back nevertheless
 * @param reason the provider's word for it
 */
public record ReleaseFailed(UUID orderId, Money captured, Money refunded, String reason)
        implements OrderEvent, PaymentUpdate {}
