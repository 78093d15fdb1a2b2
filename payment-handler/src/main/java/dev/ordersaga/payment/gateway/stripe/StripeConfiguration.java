package dev.ordersaga.payment.gateway.stripe;

import dev.ordersaga.payment.gateway.ConditionalOnPaymentProvider;
import dev.ordersaga.payment.gateway.PaymentProvider;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Stripe, if it is enabled. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnPaymentProvider(StripeProvider.NAME)
@EnableConfigurationProperties(StripeSettings.class)
public class StripeConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(StripeConfiguration.class);

    @Bean
    StripeTransport stripeTransport(StripeSettings settings) {
        return new StripeTransport(settings);
    }

    @Bean
    PaymentProvider stripeProvider(StripeTransport transport, StripeSettings settings, Clock clock) {
        if (settings.webhookSecrets().isEmpty()) {
            LOG.warn(
                    "There is no webhook secret: Stripe's webhooks are rejected, and outcomes are found by polling only");
        }
        return new StripeProvider(transport, settings, clock);
    }
}
