package dev.ordersaga.order.command;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The authorization expired: renew it if the policy allows, else reject the order; after the shipment record that the capture
 * failed. A no-op when the order ended before.
 *
 * @param renewalsAllowed how many times the authorization of one order may be renewed
 */
public record ExpireAuthorization(@TargetAggregateIdentifier UUID orderId, int attempt, int renewalsAllowed) {}
