package dev.ordersaga.standalone;

import dev.ordersaga.simulator.SimulatorOptions;
import dev.ordersaga.simulator.SimulatorServer;
import dev.ordersaga.simulator.webhook.WebhookEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * A stand-in for Stripe on loopback, started and stopped with this process where {@code payment-handler.gateway} is
 * {@code stripe} and no account's key is there. It is told to the adapter like any other address: nothing but settings
 * tells it from Stripe. Its ledger stays in the data folder.
 */
final class EmbeddedStripeSimulator implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String API_BASE = "payment-handler.stripe.api-base";

    private static final String GATEWAY = "payment-handler.gateway";
    private static final String API_KEY = "payment-handler.stripe.api-key";

    /** Known to everybody, as the key is: this stand-in moves no money, and only this machine reaches it. */
    private static final String SECRET = "whsec_only-on-this-machine";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        boolean isWanted = "stripe".equals(environment.getProperty(GATEWAY))
                && environment.getProperty(API_KEY, "").isBlank();
        if (!isWanted) {
            return;
        }
        Path folder = Path.of(environment.getProperty("standalone.data-folder", StandaloneSettings.DATA_FOLDER));
        SimulatorServer provider = SimulatorServer.start(new SimulatorOptions(folder.resolve("stripe-simulator")));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "local provider",
                        Map.of(
                                API_BASE,
                                provider.url(),
                                API_KEY,
                                "sk_test_only-on-this-machine",
                                "payment-handler.stripe.webhook-secrets[0]",
                                SECRET)));
        context.addApplicationListener((WebServerInitializedEvent event) -> listen(event, provider));
        ((DefaultListableBeanFactory) context.getBeanFactory())
                .registerDisposableBean("localProvider", provider::close);
    }

    /** The port is known only now. What was to be told before is polled for. */
    private static void listen(WebServerInitializedEvent event, SimulatorServer provider) {
        boolean isPublic = event.getApplicationContext().getServerNamespace() == null;
        if (isPublic) {
            int port = event.getWebServer().getPort();
            URI route = URI.create("http://127.0.0.1:" + port + "/payments/webhooks/stripe");
            provider.webhooks().add(new WebhookEndpoint(route, SECRET));
        }
    }
}
