package dev.ordersaga.api.order;

import java.util.UUID;

/**
 * The goods have left and the capture failed: an operator has to follow it up.
 *
 * @param reason the provider's code for it
 */
public record CaptureFailed(UUID orderId, String reason) implements OrderEvent, PaymentUpdate {}
