package dev.ordersaga.api.order;

import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import java.time.Instant;
import java.util.UUID;

/**
 * The bank waits for the customer, as with 3-D Secure.
 *
 * @param actUntil deadline of the order for it
 */
public record PaymentActionRequested(
        @DataSubjectRecord UUID orderId, int attempt, NextAction nextAction, Instant actUntil)
        implements OrderEvent, PaymentUpdate {}
