package dev.ordersaga.coordination;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings: how long an order waits for its payment, and how many attempts it allows.
 *
 * @param deadline for the provider's answer, counted from when the provider was first asked without an outcome; when it
 *     passes, the order is rejected unless the provider says that it was paid
 * @param actionDeadline for the customer's action (such as 3-D Secure), counted from when the order shows it, unless the
 *     provider sets an earlier one; when it passes, the order is rejected as above
 * @param processingDeadline for the answer to a payment method that takes days, counted from when the provider said so; when
 *     it passes, the order is rejected as above
 * @param attemptsAllowed how many payment attempts of one order may be declined; with the last of them the order is rejected
 * @param choiceDeadline for choosing another payment method, counted from a decline; when it passes, the order is rejected
 * @param renewalsAllowed how many times an authorization that expires before the shipment is renewed; after that the order
 *     is rejected
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
