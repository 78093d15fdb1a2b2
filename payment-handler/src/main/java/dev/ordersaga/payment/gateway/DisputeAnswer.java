package dev.ordersaga.payment.gateway;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.DisputeOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * State of a dispute (chargeback) at the provider.
 *
 * @param reference the provider's id of the dispute
 * @param amount the withheld amount
 * @param reason the provider's reason code
 * @param outcome the bank's decision; null while there is none
 * @param evidenceUntil until when the bank accepts evidence; null if the provider does not say
 */
public record DisputeAnswer(
        String reference,
        Money amount,
        String reason,
        @Nullable DisputeOutcome outcome,
        @Nullable Instant evidenceUntil) {

    /** The kind of answer in one lower-case word, for metrics and logs. */
    public String kind() {
        if (outcome == null) {
            return "opened";
        }
        return switch (outcome) {
            case WON -> "won";
            case LOST -> "lost";
        };
    }
}
