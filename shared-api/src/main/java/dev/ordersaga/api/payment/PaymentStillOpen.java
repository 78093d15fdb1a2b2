package dev.ordersaga.api.payment;

import java.util.UUID;

/**
 * The check found no outcome: after its deadline the attempt is neither paid nor declined.
 *
 * @param check the order's number for it, from 1
 */
public record PaymentStillOpen(UUID orderId, int attempt, int check) implements PaymentEvent {}
