package dev.ordersaga.api.order;

import java.util.UUID;

/**
 * The goods have left and the reserved money could not be taken: a person has to look at it.
 *
 * @param reason the provider's word for it
 */
public record CaptureFailed(UUID orderId, String reason) implements OrderEvent, PaymentUpdate {}
