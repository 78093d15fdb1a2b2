package dev.ordersaga.api.orderstate;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.DisputeOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One dispute: the customer asked the bank for a chargeback.
 *
 * @param reference the provider's identifier of it
 * @param reason the provider's code for the customer's complaint
 * @param outcome how the bank decided; null while it is open
 * @param evidenceUntil until when the bank accepts evidence; null if the provider does not say
 */
public record Dispute(
        String reference,
        Money amount,
        String reason,
        @Nullable DisputeOutcome outcome,
        @Nullable Instant evidenceUntil) {

    boolean isOpen() {
        return outcome == null;
    }

    boolean isLost() {
        return outcome == DisputeOutcome.LOST;
    }
}
