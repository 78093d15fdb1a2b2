package dev.ordersaga.api.order;

import dev.ordersaga.api.payment.PaymentAttempt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * We said no.
 *
 * @param attempt the declined attempt; null when no answer came before the deadline, and its payment is then released
 */
public record OrderRejected(
        UUID orderId, RejectionReason reason, @Nullable PaymentAttempt attempt) implements OrderEvent {}
