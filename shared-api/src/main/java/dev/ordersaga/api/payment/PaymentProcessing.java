package dev.ordersaga.api.payment;

import java.util.UUID;

/**
 * The provider has the attempt and will answer later.
 *
 * @param takesDays true for payment methods that take days, as debits do; false if it is a matter of seconds
 */
public record PaymentProcessing(UUID orderId, int attempt, String providerReference, boolean takesDays)
        implements PaymentEvent {}
