package dev.ordersaga.payment.execution;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Retries of provider calls.
 *
 * @param firstRetry pause after the first failure; it doubles with each further one
 * @param slowestRetry the longest pause between two retries
 * @param giveUpAfter how long a call is retried; afterwards an operator has to retry it. Providers forget idempotency
 *     keys (usually after 24 hours), so keep it shorter than that
 */
@ConfigurationProperties("payment-handler")
public record ProviderCallSettings(
        @DefaultValue("500ms") Duration firstRetry,
        @DefaultValue("1m") Duration slowestRetry,
        @DefaultValue("23h") Duration giveUpAfter) {}
