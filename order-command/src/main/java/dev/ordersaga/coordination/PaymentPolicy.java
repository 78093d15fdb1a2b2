package dev.ordersaga.coordination;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an order waits for its payment, and how often it may be tried.
 *
 * @param deadline for the bank's answer, from placing the order or choosing another payment method on; when it passes, the
 *     order is rejected
 * @param actionDeadline for what the customer has to do, from the bank's wish on, unless the provider waits less long; when it
 *     passes, the order is rejected
 * @param processingDeadline for the answer of a bank that takes days; when it passes, the order is rejected
 * @param attemptsAllowed how many payment attempts of one order may be declined; with the last of them the order is rejected
 * @param choiceDeadline for another payment method, from a decline on; when it passes, the order is rejected
 * @param renewalsAllowed how many times the reservation of one order may be renewed when it expires before the shipment; then
 *     the order is rejected
 */
@ConfigurationProperties("order-command.payment")
record PaymentPolicy(
        @DefaultValue("15m") Duration deadline,
        @DefaultValue("15m") Duration actionDeadline,
        @DefaultValue("14d") Duration processingDeadline,
        @DefaultValue("1") int attemptsAllowed,
        @DefaultValue("15m") Duration choiceDeadline,
        @DefaultValue("0") int renewalsAllowed) {

    PaymentPolicy {
        if (attemptsAllowed < 1) {
            throw new IllegalArgumentException("order-command.payment.attempts-allowed must be at least 1");
        }
        if (renewalsAllowed < 0) {
            throw new IllegalArgumentException("order-command.payment.renewals-allowed must not be negative");
        }
    }
}
