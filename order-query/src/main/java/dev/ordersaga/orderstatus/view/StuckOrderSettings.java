package dev.ordersaga.orderstatus.view;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an order counts as stuck.
 *
 * @param stuckAfter how long an order that is not settled may be without progress; longer than the payment deadline
 * @param maxStuckOrders how many are read and counted at most
 */
@ConfigurationProperties("order-query")
public record StuckOrderSettings(
        @DefaultValue("30m") Duration stuckAfter,
        @DefaultValue("1000") int maxStuckOrders) {}
