package dev.ordersaga.order.command;

import dev.ordersaga.api.payment.PaymentAttempt;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The bank declined: let the customer choose another payment method if one more attempt may be declined, else reject the
 * order. A no-op when the order no longer waits for this attempt.
 *
 * @param hard whether the bank would decline the same payment method again
 * @param attemptsAllowed how many attempts of one order may be declined
 */
public record DeclineAttempt(
        @TargetAggregateIdentifier UUID orderId, PaymentAttempt attempt, boolean hard, int attemptsAllowed) {}
