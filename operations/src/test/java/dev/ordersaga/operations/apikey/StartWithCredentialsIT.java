package dev.ordersaga.operations.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.testing.SettableClock;
import dev.ordersaga.eventstore.testing.TestApiKey;
import dev.ordersaga.eventstore.testing.TestPostgres;
import dev.ordersaga.http.access.JwtSettings;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.operations.apikey.ApiKeyAdministration.Made;
import dev.ordersaga.operations.secrets.PublishedApiKeys;
import dev.ordersaga.operations.secrets.PublishedSecretException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The credentials that a service starts with, on a real PostgreSQL. */
class StartWithCredentialsIT {

    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final PublishedApiKeys ON_LOOPBACK = new PublishedApiKeys(false);
    private static final PublishedApiKeys REACHABLE = new PublishedApiKeys(true);

    private static JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource());

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T09:30:00Z"));
    private final ApiKeyTable table = new ApiKeyTable(jdbc);
    private final ApiKeyAdministration keys =
            new ApiKeyAdministration(table, clock, UUID::randomUUID, new SecureRandom());
    private final String random = keys.draw().key().text();

    @BeforeAll
    static void migrate() throws Exception {
        var dataSource = new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", "");
        SchemaMigration.of(dataSource, ApiKeyConfiguration.SCHEMA).afterPropertiesSet();
        jdbc = JdbcClient.create(dataSource);
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM access.api_key").update();
    }

    @Test
    void aServiceDoesNotStartWithoutCredentials() {
        assertThatExceptionOfType(MissingCredentialsException.class).isThrownBy(() -> start(null, REACHABLE));

        start(random + "\n", REACHABLE);
        start(random, REACHABLE);
        assertThat(keys.list(10)).hasSize(1);
        start(null, REACHABLE);

        keys.revoke(keys.list(1).getFirst().id());
        assertThatExceptionOfType(MissingCredentialsException.class)
                .as("a revoked key is not revived")
                .isThrownBy(() -> start(random, REACHABLE));
    }

    @Test
    void theFirstKeyOrdersForItsTenantAndAdministersTheInstallation() {
        start(random, REACHABLE);
        StoredApiKey first = keys.list(1).getFirst();

        assertThat(first.caller().tenant()).isEqualTo("default");
        assertThat(first.caller().scopes()).containsExactlyInAnyOrder(Scope.values());
        Made next = keys.draw();
        assertThat(keys.rotate(first.id(), next, OVERLAP)).isTrue();
        assertThat(table.find(next.key().hash()).map(StoredApiKey::caller)).hasValue(first.caller());
    }

    @Test
    void aPublishedKeyIsNotStoredWhereOthersCanSendIt() {
        assertThatExceptionOfType(PublishedSecretException.class)
                .isThrownBy(() -> start(TestApiKey.KEY, REACHABLE))
                .withMessageContaining("operations.api-keys.initial-key")
                .withMessageNotContaining(TestApiKey.KEY);
        assertThat(keys.list(10)).isEmpty();

        start(TestApiKey.KEY, ON_LOOPBACK);
        assertThat(keys.list(10)).hasSize(1);
    }

    @Test
    void aPublishedKeyThatIsStoredIsRefusedUntilItIsRevoked() {
        start(TestApiKey.KEY, ON_LOOPBACK);
        UUID id = keys.list(1).getFirst().id();
        for (boolean hasFile : new boolean[] {false, true}) {
            assertThatExceptionOfType(PublishedSecretException.class)
                    .isThrownBy(() -> start(hasFile ? random : null, REACHABLE))
                    .withMessageContaining("api-key revoke --id=" + id);
        }

        keys.revoke(id);
        start(random, REACHABLE);
    }

    private void start(@Nullable String initialKey, PublishedApiKeys published) {
        ApiKeySettings settings = new ApiKeySettings(
                initialKey == null ? null : new ByteArrayResource(initialKey.getBytes(StandardCharsets.US_ASCII)),
                OVERLAP);
        JwtSettings noJwt = new JwtSettings(null, null, null, null, "tenant", "customer_id");
        new StartWithCredentials(table, settings, noJwt, published, clock, UUID::randomUUID).afterPropertiesSet();
    }
}
