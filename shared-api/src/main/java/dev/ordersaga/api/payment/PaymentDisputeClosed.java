package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The bank decided about a dispute.
 *
 * @param dispute the provider's name for it
 */
public record PaymentDisputeClosed(UUID paymentId, UUID orderId, String dispute, Money amount, DisputeOutcome outcome)
        implements PaymentEvent {}
