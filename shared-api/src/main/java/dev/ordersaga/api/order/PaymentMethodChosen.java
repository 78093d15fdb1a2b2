package dev.ordersaga.api.order;

import java.util.UUID;

/**
 * Another payment method is to be tried.
 *
 * @param attempt the number of the attempt that it is for, from 2
 */
public record PaymentMethodChosen(UUID orderId, int attempt, String paymentMethod) implements OrderEvent {}
