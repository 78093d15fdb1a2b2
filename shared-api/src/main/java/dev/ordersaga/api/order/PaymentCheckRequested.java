package dev.ordersaga.api.order;

import java.util.UUID;

/**
 * A payment deadline has passed: before the order is rejected, the provider has to be asked whether it was paid.
 *
 * @param attempt the attempt that the order waits for
 * @param check 1 for the first check of the order
 */
public record PaymentCheckRequested(UUID orderId, int attempt, int check) implements OrderEvent {}
