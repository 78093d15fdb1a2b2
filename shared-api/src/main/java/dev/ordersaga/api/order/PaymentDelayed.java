package dev.ordersaga.api.order;

import java.util.UUID;

/**
 * The bank has all it needs and answers later.
 *
 * @param takesDays true for payment methods that take days, as debits do; false if it is a matter of seconds
 */
public record PaymentDelayed(UUID orderId, int attempt, boolean takesDays) implements OrderEvent, PaymentUpdate {}
