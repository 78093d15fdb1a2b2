package dev.ordersaga.api.order;

import java.util.UUID;

/**
 * The customer chose another payment method.
 *
 * @param attempt the number of the attempt that will use it, from 2
 */
public record PaymentMethodChosen(UUID orderId, int attempt, String paymentMethod) implements OrderEvent {}
