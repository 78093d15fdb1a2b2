package dev.ordersaga.order.command;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The time for this is over: end the order. A no-op when it came in time, or when the order ended before.
 *
 * @param attempt the attempt that was waited for
 * @param what what was waited for
 */
public record ExpireDeadline(@TargetAggregateIdentifier UUID orderId, int attempt, AwaitedStep what) {}
