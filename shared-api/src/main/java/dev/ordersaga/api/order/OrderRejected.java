package dev.ordersaga.api.order;

import dev.ordersaga.api.payment.PaymentAttempt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * We said no.
 *
 * @param attempt the declined attempt; null when something did not come in time: an answer, and its payment is then released,
 *     or another payment method after a decline
 */
public record OrderRejected(
        UUID orderId, RejectionReason reason, @Nullable PaymentAttempt attempt) implements OrderEvent {}
