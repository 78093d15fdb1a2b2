package dev.ordersaga.api.payment;

import java.time.Instant;
import java.util.UUID;

/**
 * The bank decides once its customer has done something.
 *
 * @param actUntil until when the provider waits for it
 */
public record PaymentActionRequired(
        UUID paymentId, UUID orderId, int attempt, String providerReference, NextAction nextAction, Instant actUntil)
        implements PaymentEvent {}
