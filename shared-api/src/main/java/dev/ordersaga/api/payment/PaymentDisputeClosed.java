package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The bank decided a dispute.
 *
 * @param dispute the provider's identifier of it
 */
public record PaymentDisputeClosed(UUID orderId, String dispute, Money amount, DisputeOutcome outcome)
        implements PaymentEvent {}
