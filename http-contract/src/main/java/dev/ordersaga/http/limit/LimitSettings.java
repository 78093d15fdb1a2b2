package dev.ordersaga.http.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the rate limits, in requests per second for each route (a path template such as {@code /orders/{orderId}}).
 * Within a second twice as many may come at once.
 *
 * @param reads of each caller: GET and HEAD
 * @param writes of each caller: all other methods
 * @param unknown of each address: requests without a caller that are refused, or to routes that need none
 */
@ConfigurationProperties("http-contract.limits")
public record LimitSettings(
        @DefaultValue("2000") int reads,
        @DefaultValue("1000") int writes,
        @DefaultValue("500") int unknown) {

    public LimitSettings {
        if (reads < 1 || writes < 1 || unknown < 1) {
            throw new IllegalArgumentException("http-contract.limits.* must be at least 1");
        }
    }
}
