package dev.ordersaga.api.order;

import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import java.util.UUID;

/**
 * The bank declined the attempt, nothing is reserved, and the customer may choose another payment method.
 *
 * @param hard whether the bank would decline the same payment method again, so that the order does not accept it again
 * @param attemptsLeft how many more attempts may follow, at least 1
 */
public record PaymentAttemptDeclined(
        @DataSubjectRecord UUID orderId, PaymentAttempt attempt, boolean hard, int attemptsLeft)
        implements OrderEvent {}
