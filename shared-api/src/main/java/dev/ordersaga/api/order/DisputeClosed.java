package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.DisputeOutcome;
import java.util.UUID;

/**
 * The bank decided: the amount is ours again, or the customer has it.
 *
 * @param dispute the provider's name for it
 */
public record DisputeClosed(UUID orderId, String dispute, Money amount, DisputeOutcome outcome)
        implements OrderEvent, PaymentUpdate {}
