package dev.ordersaga.order.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the limit of the orders of one customer.
 *
 * @param orders the maximum number of orders that a customer places in a period, in each process
 * @param period the time after which as many are possible again
 */
@ConfigurationProperties("order-command.velocity")
public record VelocitySettings(
        @DefaultValue("100") int orders, @DefaultValue("1m") Duration period) {

    public VelocitySettings {
        if (orders < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("order-command.velocity.* must be above 0");
        }
    }
}
