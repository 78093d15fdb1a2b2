package dev.ordersaga.payment.gateway;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Registry of the enabled payment providers, in order of preference. A new attempt goes to the first provider that
 * accepts the payment method; every later call goes to the provider that was recorded with the attempt.
 */
public final class PaymentProviders {

    private final Map<String, EnabledProvider> byName = new LinkedHashMap<>();

    /**
     * @param names enabled providers, in order of preference
     * @param available the providers of this application
     * @throws IllegalArgumentException if there is no name, a name twice, a name without a provider, or two providers
     *     of one name
     */
    public PaymentProviders(List<String> names, Collection<EnabledProvider> available) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("payment-handler.providers names no payment provider");
        }
        Map<String, EnabledProvider> all =
                available.stream().collect(Collectors.toMap(EnabledProvider::name, Function.identity()));
        for (String name : names) {
            EnabledProvider provider = all.get(name);
            if (provider == null) {
                throw new IllegalArgumentException("payment-handler.providers names '" + name
                        + "', but this application has no payment provider of that name");
            }
            if (byName.put(name, provider) != null) {
                throw new IllegalArgumentException("payment-handler.providers names '" + name + "' twice");
            }
        }
    }

    /** The provider for a new attempt: the first one that accepts the payment method. */
    public Optional<EnabledProvider> accepting(String paymentMethod) {
        return byName.values().stream()
                .filter(provider -> provider.accepts(paymentMethod))
                .findFirst();
    }

    /** All enabled providers, in order of preference. */
    public List<EnabledProvider> all() {
        return List.copyOf(byName.values());
    }

    /** The gateway of the provider that was recorded with an attempt. */
    public PaymentGateway gateway(String name) {
        return enabled(name).gateway();
    }

    /** The records of the provider that a webhook came from. */
    public ProviderRecords records(String name) {
        ProviderRecords records = enabled(name).records();
        if (records == null) {
            throw new IllegalStateException("payment provider '" + name + "' has no records");
        }
        return records;
    }

    /** The records of the provider that was recorded with an attempt; empty if it has none. */
    public Optional<ProviderRecords> recordsIfAny(String name) {
        return Optional.ofNullable(enabled(name).records());
    }

    /** The verifier of a provider's webhooks; empty if no such provider is enabled, or if it sends none. */
    public Optional<WebhookVerifier> webhooks(String name) {
        return Optional.ofNullable(byName.get(name)).map(EnabledProvider::webhooks);
    }

    private EnabledProvider enabled(String name) {
        @Nullable EnabledProvider provider = byName.get(name);
        if (provider == null) {
            throw new IllegalStateException("payment provider '" + name
                    + "' is not enabled, but has open calls: add it to the end of payment-handler.providers");
        }
        return provider;
    }
}
