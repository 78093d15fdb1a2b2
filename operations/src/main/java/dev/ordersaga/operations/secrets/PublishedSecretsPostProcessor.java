package dev.ordersaga.operations.secrets;

import java.util.SortedSet;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/** Refuses {@link PublishedSecrets} before any bean is created, and therefore before any of them is used. */
final class PublishedSecretsPostProcessor implements BeanFactoryPostProcessor {

    private final ConfigurableEnvironment environment;

    PublishedSecretsPostProcessor(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** @throws PublishedSecretException if there are any */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        SortedSet<String> refused = PublishedSecrets.refused(environment);
        if (!refused.isEmpty()) {
            throw PublishedSecretException.ofSettings(refused);
        }
    }
}
