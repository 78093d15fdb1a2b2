package dev.ordersaga.api.payment;

import java.time.Instant;
import java.util.UUID;

/**
 * A first call about the attempt ended without an outcome: the provider did not answer, not in a usable way, or could not be
 * called since its circuit breaker is open. The call is repeated. Recorded once per attempt.
 *
 * @param unansweredSince when the provider was asked, or would have been: the order's deadline counts from here
 */
public record PaymentUnanswered(UUID orderId, int attempt, Instant unansweredSince) implements PaymentEvent {}
