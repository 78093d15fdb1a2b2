package dev.ordersaga.order.command;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The provider was asked after a deadline and the attempt is still open: reject the order. A no-op when the order no longer
 * waits for this check.
 *
 * @param check the order's number for the check
 */
public record RejectUnpaid(@TargetAggregateIdentifier UUID orderId, int attempt, int check) {}
