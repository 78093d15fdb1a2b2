package dev.ordersaga.operations.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.testing.SettableClock;
import dev.ordersaga.eventstore.testing.TestPostgres;
import dev.ordersaga.http.access.ApiKey;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Role;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.operations.apikey.ApiKeyAdministration.Made;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

/** API keys on a real PostgreSQL. */
class ApiKeysIT {

    private static final Duration OVERLAP = Duration.ofHours(24);

    private static DriverManagerDataSource dataSource = new DriverManagerDataSource();
    private static JdbcClient jdbc = JdbcClient.create(dataSource);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T09:30:00Z"));
    private final AtomicLong nanos = new AtomicLong();
    private final ApiKeyTable table = new ApiKeyTable(jdbc);
    private final ApiKeyAdministration keys =
            new ApiKeyAdministration(table, clock, UUID::randomUUID, new SecureRandom());
    private final CachedApiKeys cache = new CachedApiKeys(table, clock, Runnable::run, nanos::get);

    @BeforeAll
    static void migrate() throws Exception {
        dataSource = new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", "");
        SchemaMigration.of(dataSource, ApiKeyConfiguration.SCHEMA).afterPropertiesSet();
        jdbc = JdbcClient.create(dataSource);
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM access.api_key").update();
    }

    @Test
    void aKeyNamesItsCallerAndIsNotStored() {
        Made made = make("shop", null);

        assertThat(find(made.key())).hasValue(new Caller("default", "key:shop", null, Role.MERCHANT.scopes()));
        assertThat(find(ApiKey.generate(new SecureRandom()))).isEmpty();
        assertThat(jdbc.sql("SELECT api_key::text FROM access.api_key")
                        .query(String.class)
                        .single())
                .doesNotContain(made.key().text().substring(4));
    }

    @Test
    void aKeyExpires() {
        Made made = make("shop", clock.instant().plusSeconds(60));
        assertThat(find(made.key())).isPresent();

        clock.advance(Duration.ofSeconds(60));

        assertThat(find(made.key())).isEmpty();
    }

    @Test
    void aRevocationIsSeenWithinSeconds() {
        Made made = make("shop", null);
        assertThat(find(made.key())).isPresent();

        assertThat(keys.revoke(made.id())).isTrue();
        assertThat(keys.revoke(made.id())).as("again").isFalse();

        assertThat(find(made.key())).as("from memory").isPresent();
        nanos.addAndGet(CachedApiKeys.OLDEST.toNanos());
        assertThat(find(made.key())).isEmpty();
    }

    @Test
    void aKeyInUseIsReadAgainInTheBackground() {
        Made made = make("shop", null);
        assertThat(find(made.key())).isPresent();
        keys.revoke(made.id());

        nanos.addAndGet(CachedApiKeys.REFRESH.toNanos() + 1);
        find(made.key());

        assertThat(find(made.key())).isEmpty();
    }

    @Test
    void onlyALookUpIsCountedAndARefusedOneIsNotMade() {
        ApiKey unknown = keys.draw().key();
        AtomicInteger lookUps = new AtomicInteger();
        cache.find(unknown, lookUps::incrementAndGet);
        cache.find(unknown, lookUps::incrementAndGet);
        assertThat(lookUps).hasValue(1);

        Made made = make("shop", null);
        assertThatIllegalStateException()
                .isThrownBy(() -> cache.find(made.key(), () -> {
                    throw new IllegalStateException("too many");
                }));
        assertThat(lastUse(made)).isNull();
        assertThat(find(made.key())).isPresent();
    }

    @Test
    void theLastUseIsNotedOnceAMinute() {
        Made made = make("shop", null);
        Instant first = clock.instant();
        find(made.key());
        assertThat(lastUse(made)).isEqualTo(first);

        clock.advance(Duration.ofSeconds(59));
        nanos.addAndGet(CachedApiKeys.OLDEST.toNanos());
        find(made.key());
        assertThat(lastUse(made)).isEqualTo(first);

        clock.advance(Duration.ofSeconds(1));
        nanos.addAndGet(CachedApiKeys.OLDEST.toNanos());
        find(made.key());
        assertThat(lastUse(made)).isEqualTo(first.plusSeconds(60));
    }

    @Test
    void aClientHasTwoValidKeysAtMostAndRotatesWithoutAGap() {
        Made old = make("shop", null);
        Made next = keys.draw();
        assertThat(keys.rotate(old.id(), next, OVERLAP)).isTrue();
        assertThat(keys.rotate(old.id(), keys.draw(), OVERLAP)).as("again").isFalse();
        assertThat(keys.make(keys.draw(), merchant("shop", null))).as("a third").isFalse();

        assertThat(find(old.key())).isEqualTo(find(next.key())).isPresent();
        clock.advance(OVERLAP);
        assertThat(find(old.key())).isEmpty();
        assertThat(find(next.key())).isPresent();
        assertThat(keys.rotate(next.id(), keys.draw(), OVERLAP))
                .as("one is left")
                .isTrue();
    }

    @Test
    void aKeyNeedsAScope() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NewApiKey("*", "shop", Set.of(Scope.ORDERS_WRITE), null));
    }

    @Test
    void theCommandMakesListsRotatesAndRevokes() {
        String made = command("create", "client", "shop", "role", "merchant", "expires-in", "90d");
        UUID id = keys.list(1).getFirst().id();
        assertThat(made).contains(id.toString(), "osk_");
        assertThat(keys.list(1).getFirst().expiresAt())
                .isEqualTo(clock.instant().plus(Duration.ofDays(90)));

        assertThat(command("rotate", "id", id.toString())).contains("osk_");
        assertThat(command("list").lines()).hasSize(2).noneMatch(line -> line.contains("osk_"));
        assertThat(command("revoke", "id", id.toString())).startsWith("Revoked.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> command("create", "client", "shop"))
                .withMessageContaining("--role");
        assertThatIllegalArgumentException().isThrownBy(() -> command("erase"));
    }

    @Test
    void anOperatorBelongsToNoTenant() {
        command("create", "client", "ada", "role", "operator");
        assertThat(keys.list(1).getFirst().caller().tenant()).isEqualTo(Caller.ALL_TENANTS);

        for (String role : List.of("operator", "admin")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> command("create", "client", "eve", "role", role, "tenant", "acme"))
                    .withMessageContaining("--tenant");
        }
    }

    private String command(String action, String... options) {
        MockEnvironment environment = new MockEnvironment();
        for (int i = 0; i < options.length; i += 2) {
            environment.setProperty(options[i], options[i + 1]);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ApiKeyCommand(
                        keys,
                        new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                        clock,
                        new PrintStream(out, true, StandardCharsets.UTF_8))
                .run(action, environment);
        return out.toString(StandardCharsets.UTF_8);
    }

    private Made make(String client, @Nullable Instant expiresAt) {
        Made made = keys.draw();
        assertThat(keys.make(made, merchant(client, expiresAt))).isTrue();
        return made;
    }

    private Optional<Caller> find(ApiKey key) {
        return cache.find(key, () -> {});
    }

    private static NewApiKey merchant(String client, @Nullable Instant expiresAt) {
        return new NewApiKey("default", client, Role.MERCHANT.scopes(), expiresAt);
    }

    private @Nullable Instant lastUse(Made made) {
        return table.find(made.id()).orElseThrow().lastUsedAt();
    }
}
