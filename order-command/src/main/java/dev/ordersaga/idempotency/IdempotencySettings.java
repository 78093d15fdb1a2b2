package dev.ordersaga.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the idempotency store.
 *
 * @param retention how long a repeated request gets its first response again, and longer while its order is open; it is
 *     part of the published contract
 */
@ConfigurationProperties("order-command.idempotency")
public record IdempotencySettings(@DefaultValue("72h") Duration retention) {}
