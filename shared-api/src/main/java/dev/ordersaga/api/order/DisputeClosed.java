package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.DisputeOutcome;
import java.util.UUID;

/**
 * The bank decided a dispute: won, and the amount is available again, or lost, and it is charged back to the customer.
 *
 * @param dispute the provider's identifier of it
 */
public record DisputeClosed(UUID orderId, String dispute, Money amount, DisputeOutcome outcome)
        implements OrderEvent, PaymentUpdate {}
