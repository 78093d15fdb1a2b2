package dev.ordersaga.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long answers are kept.
 *
 * @param retention a repeated request gets its first answer for this long; it is part of the published contract
 */
@ConfigurationProperties("order-command.idempotency")
public record IdempotencySettings(@DefaultValue("72h") Duration retention) {}
