package dev.ordersaga.operations.secrets;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** Wiring of the check of secrets. */
@Configuration(proxyBeanMethods = false)
public class SecretsConfiguration {

    @Bean
    static PublishedSecretsPostProcessor publishedSecrets(ConfigurableEnvironment environment) {
        return new PublishedSecretsPostProcessor(environment);
    }

    @Bean
    PublishedApiKeys publishedApiKeys(ConfigurableEnvironment environment) {
        return new PublishedApiKeys(PublishedSecrets.isReachable(environment));
    }
}
