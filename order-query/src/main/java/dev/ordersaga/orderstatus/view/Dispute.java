package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.DisputeOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A customer's complaint to the bank.
 *
 * @param reference the provider's name for it
 * @param reason the provider's word for what the customer says
 * @param outcome how the bank decided; null while it has not
 */
public record Dispute(
        String reference,
        Money amount,
        String reason,
        @Nullable DisputeOutcome outcome) {

    boolean isOpen() {
        return outcome == null;
    }

    boolean isLost() {
        return outcome == DisputeOutcome.LOST;
    }
}
