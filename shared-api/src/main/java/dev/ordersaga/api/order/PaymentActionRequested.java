package dev.ordersaga.api.order;

import dev.ordersaga.api.payment.NextAction;
import java.time.Instant;
import java.util.UUID;

/**
 * The customer has to do something before the bank decides.
 *
 * @param actUntil until when the order waits for it
 */
public record PaymentActionRequested(UUID orderId, int attempt, NextAction nextAction, Instant actUntil)
        implements OrderEvent, PaymentUpdate {}
