package dev.ordersaga.eventstore;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Keeps Axon from calling home and from advertising, before its first class is loaded. Whoever sets these system
 * properties themselves keeps their values.
 */
final class DisableAxonPhoneHome implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        setUnlessSet("axoniq.update-checker.disabled");
        setUnlessSet("disable-axoniq-console-message");
    }

    private static void setUnlessSet(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }
}
