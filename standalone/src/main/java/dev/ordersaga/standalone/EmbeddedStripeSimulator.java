package dev.ordersaga.standalone;

import dev.ordersaga.simulator.SimulatorOptions;
import dev.ordersaga.simulator.SimulatorServer;
import dev.ordersaga.simulator.webhook.WebhookEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
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
 * Starts and stops the Stripe simulator on loopback with this process if {@code payment-handler.providers} contains
 * {@code stripe} and no API key is set. The Stripe adapter receives its address and keys as settings, exactly like those
 * of Stripe. Its ledger is kept in the data folder.
 */
final class EmbeddedStripeSimulator implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String STRIPE_API_BASE = "payment-handler.stripe.api-base";

    private static final String API_KEY = "payment-handler.stripe.api-key";
    private static final String WEBHOOK_SECRETS = "payment-handler.stripe.webhook-secrets[0]";

    /** Kept: a repeated call has the key of the first one. */
    private static final String SECRET_FILE = "stripe-simulator.secret";

    private static final int SECRET_BYTES = 24;

    private final SecureRandom random;

    EmbeddedStripeSimulator(SecureRandom random) {
        this.random = random;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        boolean isNeeded =
                isEnabled(environment) && environment.getProperty(API_KEY, "").isBlank();
        if (!isNeeded) {
            return;
        }
        Path folder = Path.of(environment.getProperty("standalone.data-folder", StandaloneSettings.DATA_FOLDER));
        String secret = secret(folder);
        String webhookSecret = "whsec_" + secret;
        SimulatorServer simulator = SimulatorServer.start(new SimulatorOptions(folder.resolve("stripe-simulator")));
        Map<String, Object> settings =
                Map.of(STRIPE_API_BASE, simulator.url(), API_KEY, "sk_test_" + secret, WEBHOOK_SECRETS, webhookSecret);
        environment.getPropertySources().addFirst(new MapPropertySource("embedded Stripe simulator", settings));
        context.addApplicationListener(
                (WebServerInitializedEvent event) -> registerWebhook(event, simulator, webhookSecret));
        ((DefaultListableBeanFactory) context.getBeanFactory())
                .registerDisposableBean("stripeSimulator", simulator::close);
    }

    private String secret(Path folder) {
        Path file = folder.resolve(SECRET_FILE);
        try {
            if (!Files.exists(file)) {
                PrivateFiles.createFolder(folder.toAbsolutePath());
                byte[] bytes = new byte[SECRET_BYTES];
                random.nextBytes(bytes);
                PrivateFiles.write(file, HexFormat.of().formatHex(bytes));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + file, e);
        }
    }

    /** Whether the provider {@code stripe} is enabled. */
    static boolean isEnabled(Environment environment) {
        return Binder.get(environment)
                .bind("payment-handler.providers", Bindable.listOf(String.class))
                .orElse(List.of())
                .contains("stripe");
    }

    /** The public port is only known now. Payments whose webhooks were missed before are found by polling. */
    private static void registerWebhook(WebServerInitializedEvent event, SimulatorServer simulator, String secret) {
        boolean isPublic = event.getApplicationContext().getServerNamespace() == null;
        if (isPublic) {
            int port = event.getWebServer().getPort();
            URI url = URI.create("http://127.0.0.1:" + port + "/payments/webhooks/stripe");
            simulator.webhooks().add(new WebhookEndpoint(url, secret));
        }
    }
}
