package dev.ordersaga.simulator.engine;

import java.time.Duration;

/**
 * Settings of the payment engine.
 *
 * @param orderIdKey metadata key of the merchant's order id
 * @param authorizationLife validity of a manual authorization
 * @param settlesAfter delay until an asynchronous payment succeeds or fails
 * @param refundTurnsAfter delay until a pending refund succeeds, or a refund fails later
 * @param disputeAfter delay until a dispute is opened
 */
public record EngineSettings(
        String orderIdKey,
        Duration authorizationLife,
        Duration settlesAfter,
        Duration refundTurnsAfter,
        Duration disputeAfter) {}
