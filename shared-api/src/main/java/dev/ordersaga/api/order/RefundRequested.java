package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of what was taken, or all of it, is to be given back; the amount is reserved from here on.
 *
 * @param refund 1 for the first refund of the order
 * @param reason in the words of whoever asked; null if none was given
 */
public record RefundRequested(
        UUID orderId,
        UUID paymentId,
        int refund,
        Money amount,
        @Nullable String reason) implements OrderEvent {}
