package dev.ordersaga.simulator.payment;

import java.time.Duration;

/**
 * How the provider behaves where Stripe's documentation leaves it open.
 *
 * @param orderIdKey the metadata key that holds the merchant's order id
 * @param authorizationLife how long a manual authorization holds
 * @param settlesAfter when an asynchronous payment method says yes or no
 * @param refundTurnsAfter when a refund that fails or succeeds later does so
 * @param disputeAfter when a charge that is going to be disputed is
 */
public record ProviderSettings(
        String orderIdKey,
        Duration authorizationLife,
        Duration settlesAfter,
        Duration refundTurnsAfter,
        Duration disputeAfter) {}
