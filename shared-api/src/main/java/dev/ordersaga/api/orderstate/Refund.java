package dev.ordersaga.api.orderstate;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.RefundStatus;
import dev.ordersaga.api.privacy.PersonalData;
import org.jspecify.annotations.Nullable;

/**
 * One refund of an order.
 *
 * @param number 1 for the first
 * @param reason as the client stated it; null if none was given
 * @param failure the provider's code of a failed one; null for the others
 * @param replaceableFrom number of the first refund that was requested in knowledge of the failure, if any was; 0 for one
 *     that has not failed
 */
public record Refund(
        int number,
        Money amount,
        RefundStatus status,
        @PersonalData @Nullable String reason,
        @Nullable String failure,
        int replaceableFrom) {

    Refund succeeded() {
        return new Refund(number, amount, RefundStatus.SUCCEEDED, reason, null, 0);
    }

    Refund failed(String code, int nextRefund) {
        return new Refund(number, amount, RefundStatus.FAILED, reason, code, nextRefund);
    }

    /** Whether this one makes good for another one that failed before this was requested. */
    boolean replaces(Refund failed) {
        return number >= failed.replaceableFrom && !failed.amount.isMoreThan(amount);
    }
}
