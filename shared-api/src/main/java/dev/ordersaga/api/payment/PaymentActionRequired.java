package dev.ordersaga.api.payment;

import dev.ordersaga.api.privacy.DataSubjectRecord;
import java.time.Instant;
import java.util.UUID;

/**
 * The bank waits for an action of the customer, as with 3-D Secure.
 *
 * @param actUntil deadline of the provider for it
 */
public record PaymentActionRequired(
        @DataSubjectRecord UUID orderId, int attempt, String providerReference, NextAction nextAction, Instant actUntil)
        implements PaymentEvent {}
