package dev.ordersaga.order.command;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The deadline for a step has passed: ask the provider once more, or reject the order where the customer had to choose another
 * payment method. A no-op when the step was completed in time, or the order ended before.
 *
 * @param attempt the attempt that the order waited for
 * @param step the step that the order waited for
 */
public record ExpireDeadline(@TargetAggregateIdentifier UUID orderId, int attempt, AwaitedStep step) {}
