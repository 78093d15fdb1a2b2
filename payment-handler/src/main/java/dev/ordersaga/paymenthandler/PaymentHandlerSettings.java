package dev.ordersaga.paymenthandler;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which payment providers are enabled.
 *
 * @param providers their names in order of preference: a new attempt goes to the first one that accepts the payment
 *     method. A provider that only has to finish earlier payments goes to the end
 */
@ConfigurationProperties("payment-handler")
public record PaymentHandlerSettings(@DefaultValue List<String> providers) {}
