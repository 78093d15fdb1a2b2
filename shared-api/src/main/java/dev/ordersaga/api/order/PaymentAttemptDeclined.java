package dev.ordersaga.api.order;

import dev.ordersaga.api.payment.PaymentAttempt;
import java.util.UUID;

/**
 * The bank said no, nothing is held, and the customer may choose another payment method.
 *
 * @param hard whether the same payment method would be declined again, so that it is not accepted again
 * @param attemptsLeft how many more attempts may follow, at least 1
 */
public record PaymentAttemptDeclined(UUID orderId, PaymentAttempt attempt, boolean hard, int attemptsLeft)
        implements OrderEvent {}
