package dev.ordersaga.payment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How payment-handler deals with providers.
 *
 * @param gateway which provider is called: {@code simulated}, which calls none, or {@code stripe}
 * @param firstRetry the pause after the first failed call; it doubles with each further failure
 * @param slowestRetry the longest pause between two calls
 * @param giveUpAfter how long a call is repeated without any answer; then it waits for a person. Providers forget
 *     idempotency keys, Stripe after 24 hours, so it stays below that
 */
@ConfigurationProperties("payment-handler")
public record PaymentHandlerSettings(
        @DefaultValue("simulated") String gateway,
        @DefaultValue("500ms") Duration firstRetry,
        @DefaultValue("1m") Duration slowestRetry,
        @DefaultValue("23h") Duration giveUpAfter) {}
