package dev.ordersaga.orderstatus.view;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an order counts as stuck.
 *
 * @param stuckAfter how long nothing may happen to an order that has not ended: longer than the payment deadline
 * @param most how many are looked at and counted
 */
@ConfigurationProperties("order-query")
public record StuckOrderSettings(
        @DefaultValue("30m") Duration stuckAfter,
        @DefaultValue("1000") int most) {}
