package dev.ordersaga.order.command;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.PaymentUpdate;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Record an outcome of the payment. A no-op when it is recorded already, or no longer concerns the order.
 *
 * @param update must be an {@link OrderEvent} too: it is recorded unchanged
 */
public record RecordPaymentUpdate(@TargetAggregateIdentifier UUID orderId, PaymentUpdate update) {}
