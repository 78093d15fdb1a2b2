package dev.ordersaga.operations.apikey;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.http.access.ApiKeys;
import dev.ordersaga.http.access.JwtSettings;
import dev.ordersaga.operations.secrets.PublishedApiKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.common.IdentifierFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of the API keys. All services of one database share them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiKeySettings.class)
public class ApiKeyConfiguration {

    static final String SCHEMA = "access";

    @Bean
    SchemaMigration accessSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, SCHEMA);
    }

    @Bean
    ApiKeyTable apiKeyTable(JdbcClient jdbc) {
        return new ApiKeyTable(jdbc);
    }

    @Bean
    StartWithCredentials startWithCredentials(
            ApiKeyTable table, ApiKeySettings settings, JwtSettings jwt, PublishedApiKeys published, Clock clock) {
        return new StartWithCredentials(table, settings, jwt, published, clock, ApiKeyConfiguration::newId);
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService apiKeyReader() {
        return Executors.newSingleThreadExecutor(ConnectionPurpose.OPERATORS.threads(
                Thread.ofPlatform().name("api-keys").daemon().factory()));
    }

    @Bean
    ApiKeys apiKeys(ApiKeyTable table, Clock clock, @Qualifier("apiKeyReader") ExecutorService reader) {
        return new CachedApiKeys(table, clock, reader, Ticker.systemTicker());
    }

    @Bean
    ApiKeyAdministration apiKeyAdministration(ApiKeyTable table, Clock clock) {
        return new ApiKeyAdministration(table, clock, ApiKeyConfiguration::newId, new SecureRandom());
    }

    static UUID newId() {
        return UUID.fromString(IdentifierFactory.getInstance().generateIdentifier());
    }
}
