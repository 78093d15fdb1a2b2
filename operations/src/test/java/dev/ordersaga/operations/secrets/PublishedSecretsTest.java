package dev.ordersaga.operations.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class PublishedSecretsTest {

    private static final String RANDOM = "whsec_mLq3RwXo9cTz1uVbNd8yKfHs";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "only-for-this-machine",
                "sk_test_only-for-this-machine",
                "whsec_only-on-this-machine",
                "sk_test_lab",
                "whsec_matrix",
                "changeit",
                "change-me",
                "password",
                "postgres",
                "order_command",
                RANDOM + ",whsec_old"
            })
    void aPublishedValueIsRefusedAndNotRepeated(String value) {
        var environment = environment(Map.of("payment-handler.stripe.webhook-secrets[0]", value));
        assertThatThrownBy(() -> start(environment))
                .isInstanceOf(PublishedSecretException.class)
                .hasMessageContaining("payment-handler.stripe.webhook-secrets[0]")
                .hasMessageNotContaining(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.datasource.password",
                "SPRING_DATASOURCE_PASSWORD",
                "event-store.connections.migration.password",
                "payment-handler.stripe.api-key",
                "PAYMENTHANDLER_STRIPE_APIKEY",
                "PAYMENTHANDLER_STRIPE_WEBHOOKSECRETS_0"
            })
    void settingsAreFoundHoweverTheyAreWritten(String name) {
        assertThat(PublishedSecrets.refused(environment(Map.of(name, "changeit"))))
                .containsExactly(name);
    }

    @Test
    void aRandomValueIsAccepted() {
        start(environment(Map.of(
                "spring.datasource.password",
                "pA7xk2Lq9sTz",
                "payment-handler.stripe.api-key",
                "sk_test_51HqLyjWDarjtT1zdp7dcXYZ",
                "payment-handler.stripe.webhook-secrets",
                RANDOM,
                "event-store.connections.migration.password",
                "")));
    }

    @Test
    void onLoopbackAnyValueIsAccepted() {
        start(environment(Map.of("spring.datasource.password", "changeit", "server.address", "127.0.0.1")));
    }

    @Test
    void oneListenerBesideLoopbackIsEnough() {
        for (String listener : new String[] {"server.address", "management.server.address", "operations.address"}) {
            var environment =
                    environment(Map.of("spring.datasource.password", "changeit", "server.address", "127.0.0.1"));
            environment.getPropertySources().addFirst(new MapPropertySource("listener", Map.of(listener, "0.0.0.0")));
            assertThat(PublishedSecrets.refused(environment)).as(listener).hasSize(1);
        }
    }

    private static ConfigurableEnvironment environment(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment.getPropertySources().addFirst(new MapPropertySource("settings", settings));
        return environment;
    }

    private static void start(ConfigurableEnvironment environment) {
        new PublishedSecretsPostProcessor(environment).postProcessBeanFactory(new DefaultListableBeanFactory());
    }
}
