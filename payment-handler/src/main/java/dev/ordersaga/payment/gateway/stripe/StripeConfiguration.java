package dev.ordersaga.payment.gateway.stripe;

import com.stripe.StripeClient;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.WebhookVerifier;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Everything that is there when {@code payment-handler.gateway} is {@code stripe}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "payment-handler.gateway", havingValue = "stripe")
@EnableConfigurationProperties(StripeSettings.class)
public class StripeConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(StripeConfiguration.class);

    @Bean
    StripeTransport stripeTransport(StripeSettings settings) {
        return new StripeTransport(settings);
    }

    @Bean
    PaymentGateway stripeGateway(StripeTransport transport, StripeSettings settings) {
        return new StripeGateway(client(transport, settings), settings);
    }

    @Bean
    ProviderRecords stripeAccount(StripeTransport transport, StripeSettings settings) {
        return new StripeAccount(client(transport, settings), settings);
    }

    @Bean
    WebhookVerifier stripeNotices(StripeSettings settings, Clock clock) {
        if (settings.webhookSecrets().isEmpty()) {
            LOG.warn(
                    "There is no webhook secret: Stripe's webhooks are refused, and what they tell is only polled for");
        }
        return new StripeWebhookVerifier(settings, clock);
    }

    /** The library's own repetitions are off: whoever asks knows better when, and what to ask first. */
    static StripeClient client(StripeTransport transport, StripeSettings settings) {
        return StripeClient.builder()
                .setApiKey(settings.usableKey())
                .setApiBase(settings.apiBase().toString())
                .setHttpClient(transport)
                .setMaxNetworkRetries(0)
                .build();
    }
}
