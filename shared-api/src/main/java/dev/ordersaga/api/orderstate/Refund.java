package dev.ordersaga.api.orderstate;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.RefundStatus;
import org.jspecify.annotations.Nullable;

/**
 * One refund of an order.
 *
 * @param number 1 for the first
 * @param reason as the client stated it; null if none was given
 * @param failure the provider's code of a failed one; null for the others
 */
public record Refund(
        int number,
        Money amount,
        RefundStatus status,
        @Nullable String reason,
        @Nullable String failure) {

    Refund succeeded() {
        return new Refund(number, amount, RefundStatus.SUCCEEDED, reason, null);
    }

    Refund failed(String code) {
        return new Refund(number, amount, RefundStatus.FAILED, reason, code);
    }
}
