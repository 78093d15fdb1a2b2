package dev.ordersaga.payment.gateway.sample;

import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.PaymentProvider;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.WebhookVerifier;
import java.util.Optional;
import java.util.regex.Pattern;

/** The sample provider: gateway, records and webhooks. */
record SampleProvider(SampleApi api, SampleSettings settings) implements PaymentProvider {

    static final String NAME = "sample";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Pattern paymentMethods() {
        return Pattern.compile("sample_\\w+");
    }

    @Override
    public PaymentGateway gateway() {
        return new SampleGateway(api);
    }

    @Override
    public Optional<ProviderRecords> records() {
        return Optional.of(new SampleRecords(api));
    }

    @Override
    public Optional<WebhookVerifier> webhooks() {
        return Optional.of(new SampleWebhookVerifier(settings.webhookSecret()));
    }
}
