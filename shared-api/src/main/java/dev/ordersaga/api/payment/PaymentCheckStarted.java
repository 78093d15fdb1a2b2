package dev.ordersaga.api.payment;

import java.util.UUID;

/**
 * The provider is asked once more for the state of the attempt, since a deadline of the order has passed.
 *
 * @param check the order's number for it, from 1
 */
public record PaymentCheckStarted(UUID orderId, int attempt, int check) implements PaymentEvent {}
