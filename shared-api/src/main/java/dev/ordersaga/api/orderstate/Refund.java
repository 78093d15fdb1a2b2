package dev.ordersaga.api.orderstate;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.RefundStatus;
import org.jspecify.annotations.Nullable;

/**
 * One refund of an order.
 *
 * @param number 1 for the first
 * @param reason as the client stated it; null if none was given
 */
public record Refund(
        int number,
        Money amount,
        RefundStatus status,
        @Nullable String reason) {

    Refund withStatus(RefundStatus next) {
        return new Refund(number, amount, next, reason);
    }
}
