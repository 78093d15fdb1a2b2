package dev.ordersaga.payment.gateway.circuitbreaker;

import dev.ordersaga.payment.gateway.PaymentProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts every provider behind a circuit breaker and bulkhead. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CircuitBreakerSettings.class)
public class CircuitBreakerConfiguration {

    @Bean
    ProtectedProviders protectedProviders(ObjectProvider<PaymentProvider> providers, CircuitBreakerSettings settings) {
        return new ProtectedProviders(providers.orderedStream().toList(), settings);
    }
}
