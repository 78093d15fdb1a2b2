package dev.ordersaga.coordination;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an order waits for its payment.
 *
 * @param deadline from placing the order on; when it passes without an answer the order is rejected
 */
@ConfigurationProperties("payment")
record PaymentDeadline(@DefaultValue("15m") Duration deadline) {}
