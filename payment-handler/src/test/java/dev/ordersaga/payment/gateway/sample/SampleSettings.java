package dev.ordersaga.payment.gateway.sample;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Access to the sample provider.
 *
 * @param webhookSecret the secret with which the provider signs its webhooks
 */
@ConfigurationProperties("payment-handler.sample")
record SampleSettings(String webhookSecret) {}
