package dev.ordersaga.order.command;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The reservation is gone: ask anew if the policy allows it, else reject the order; after the shipment record that the money
 * could not be taken. A no-op when the order ended before.
 *
 * @param renewalsAllowed how many times a reservation of one order may be renewed
 */
public record ExpireAuthorization(@TargetAggregateIdentifier UUID orderId, int attempt, int renewalsAllowed) {}
