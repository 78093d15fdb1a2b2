package dev.ordersaga.order.command;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.PaymentUpdate;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Record what became of the payment. A no-op when the order knows it already, or when it does not concern it any more.
 *
 * @param news must be an {@link OrderEvent} too: it is recorded as it stands
 */
public record RecordPaymentUpdate(@TargetAggregateIdentifier UUID orderId, PaymentUpdate news) {}
