package dev.ordersaga.payment.web;

import dev.ordersaga.payment.gateway.WebhookVerifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The route for Stripe's webhooks; without Stripe there is none. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "payment-handler.gateway", havingValue = "stripe")
public class StripeWebhookConfiguration {

    @Bean
    StripeWebhookController stripeWebhookController(WebhookVerifier notices, WebhookReceiver inbox) {
        return new StripeWebhookController(notices, inbox);
    }
}
