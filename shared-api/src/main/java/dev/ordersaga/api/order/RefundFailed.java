package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The refund did not reach the customer: its amount can be refunded again. It may follow {@link RefundSucceeded}, since banks
 * send refunds back.
 *
 * @param reason the provider's code for it
 */
public record RefundFailed(UUID orderId, int refund, Money amount, String reason)
        implements OrderEvent, PaymentUpdate {}
