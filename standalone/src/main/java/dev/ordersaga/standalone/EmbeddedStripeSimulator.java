package dev.ordersaga.standalone;

import dev.ordersaga.simulator.SimulatorOptions;
import dev.ordersaga.simulator.SimulatorServer;
import dev.ordersaga.simulator.webhook.WebhookEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Embedded Stripe simulator on loopback, started and stopped with this process if {@code payment-handler.providers} names
 * {@code stripe} and there is no API key. Only settings distinguish it from Stripe: its address is set like any other. Its
 * ledger is kept in the data folder.
 */
final class EmbeddedStripeSimulator implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String API_BASE = "payment-handler.stripe.api-base";

    private static final String API_KEY = "payment-handler.stripe.api-key";

    /** Public, as the key is: the simulator moves no money, and only this machine reaches it. */
    private static final String SECRET = "whsec_only-on-this-machine";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        boolean isNeeded =
                isEnabled(environment) && environment.getProperty(API_KEY, "").isBlank();
        if (!isNeeded) {
            return;
        }
        Path folder = Path.of(environment.getProperty("standalone.data-folder", StandaloneSettings.DATA_FOLDER));
        SimulatorServer simulator = SimulatorServer.start(new SimulatorOptions(folder.resolve("stripe-simulator")));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "embedded Stripe simulator",
                        Map.of(
                                API_BASE,
                                simulator.url(),
                                API_KEY,
                                "sk_test_only-on-this-machine",
                                "payment-handler.stripe.webhook-secrets[0]",
                                SECRET)));
        context.addApplicationListener((WebServerInitializedEvent event) -> listen(event, simulator));
        ((DefaultListableBeanFactory) context.getBeanFactory())
                .registerDisposableBean("embeddedStripeSimulator", simulator::close);
    }

    /** Whether the provider {@code stripe} is enabled. */
    static boolean isEnabled(Environment environment) {
        return Binder.get(environment)
                .bind("payment-handler.providers", Bindable.listOf(String.class))
                .orElse(List.of())
                .contains("stripe");
    }

    /** The port is known only now. Earlier events are found by polling. */
    private static void listen(WebServerInitializedEvent event, SimulatorServer simulator) {
        boolean isPublic = event.getApplicationContext().getServerNamespace() == null;
        if (isPublic) {
            int port = event.getWebServer().getPort();
            URI route = URI.create("http://127.0.0.1:" + port + "/payments/webhooks/stripe");
            simulator.webhooks().add(new WebhookEndpoint(route, SECRET));
        }
    }
}
