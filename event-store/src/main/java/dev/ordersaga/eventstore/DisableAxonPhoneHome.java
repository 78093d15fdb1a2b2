package dev.ordersaga.eventstore;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Disables Axon's update check and its console advertisement before Axon's first class is loaded. System properties that
 * are already set keep their values.
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
