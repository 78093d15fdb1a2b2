package dev.ordersaga.api.payment;

import java.util.UUID;

/**
 * The provider has the attempt and will answer later.
 *
 * @param takesDays whether that is how this payment method works, as with debits; otherwise it is a matter of seconds
 */
public record PaymentProcessing(UUID paymentId, UUID orderId, int attempt, String providerReference, boolean takesDays)
        implements PaymentEvent {}
