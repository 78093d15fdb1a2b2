package dev.ordersaga.eventstore.schema;

import dev.ordersaga.eventstore.connections.ConnectionSettings;
import dev.ordersaga.eventstore.connections.MigrationConnections;
import java.io.IOException;
import java.util.Properties;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;

/**
 * Migrates every schema whose scripts are on the class path, and ends: so that a service needs no user that may change its
 * tables. Started with a service's jar and settings and with {@code event-store.connections.migration}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties({ConnectionSettings.class, DataSourceProperties.class})
public class MigrationApplication {

    public static void main(String[] args) {
        run(args);
    }

    /** @throws dev.ordersaga.eventstore.connections.UnsafeDatabaseException if the user may not migrate */
    public static void run(String... args) {
        new SpringApplicationBuilder(MigrationApplication.class)
                .web(WebApplicationType.NONE)
                .run(args)
                .close();
    }

    @Bean
    MigrationConnections migrationConnections(DataSourceProperties service, ConnectionSettings settings) {
        Properties own = new Properties();
        if (service.getUsername() != null) {
            own.setProperty("user", service.getUsername());
        }
        if (service.getPassword() != null) {
            own.setProperty("password", service.getPassword());
        }
        return new MigrationConnections(settings.directUrlOr(service.determineUrl()), own, settings.migration());
    }

    @Bean
    MigratedSchemas migratedSchemas(MigrationConnections connections) throws IOException {
        return MigratedSchemas.onTheClassPath(connections);
    }
}
