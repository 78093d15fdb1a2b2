package dev.ordersaga.api.order;

import java.util.UUID;

/**
 * The bank has all that it needs, and answers later.
 *
 * @param takesDays whether that is how this payment method works, as with debits; otherwise it is a matter of seconds
 */
public record PaymentDelayed(UUID orderId, int attempt, boolean takesDays) implements OrderEvent, PaymentUpdate {}
