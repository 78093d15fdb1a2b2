package dev.ordersaga.payment.gateway.stripe;

import com.stripe.StripeClient;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.PaymentProvider;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.WebhookVerifier;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/** Stripe: gateway, records and webhooks of one account. */
final class StripeProvider implements PaymentProvider {

    static final String NAME = "stripe";

    private static final Pattern PAYMENT_METHODS = Pattern.compile("pm_\\w+");

    private final PaymentGateway gateway;
    private final ProviderRecords records;
    private final WebhookVerifier webhooks;

    StripeProvider(StripeTransport transport, StripeSettings settings, Clock clock) {
        StripeClient client = client(transport, settings);
        this.gateway = new StripeGateway(client, settings);
        this.records = new StripeRecords(client, settings);
        this.webhooks = new StripeWebhookVerifier(settings, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Pattern paymentMethods() {
        return PAYMENT_METHODS;
    }

    @Override
    public PaymentGateway gateway() {
        return gateway;
    }

    @Override
    public Optional<ProviderRecords> records() {
        return Optional.of(records);
    }

    @Override
    public Optional<WebhookVerifier> webhooks() {
        return Optional.of(webhooks);
    }

    /** Without the library's own retries: the scheduled call decides when to retry, and what to look up first. */
    private static StripeClient client(StripeTransport transport, StripeSettings settings) {
        return StripeClient.builder()
                .setApiKey(settings.usableKey())
                .setApiBase(settings.apiBase().toString())
                .setHttpClient(transport)
                .setMaxNetworkRetries(0)
                .build();
    }
}
