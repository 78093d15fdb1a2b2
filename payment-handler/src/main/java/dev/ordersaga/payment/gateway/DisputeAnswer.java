package dev.ordersaga.payment.gateway;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.DisputeOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer's complaint to the bank stands.
 *
 * @param reference the provider's name for it
 * @param amount what is withheld, or was
 * @param reason the provider's word for what the customer says
 * @param outcome how the bank decided; null while it has not
 */
public record DisputeAnswer(
        String reference,
        Money amount,
        String reason,
        @Nullable DisputeOutcome outcome) {

    /** The kind of answer in one lower-case word, as metrics and logs show it. */
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
