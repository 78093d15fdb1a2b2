package dev.ordersaga.standalone;

import dev.ordersaga.eventprocessing.hold.Hold;
import dev.ordersaga.eventstore.connections.ConnectionSettings.MigrationLogin;
import dev.ordersaga.operations.access.OperationsPort;
import dev.ordersaga.operations.roles.DatabaseRoles;
import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wiring of what a single process needs in addition to the services: its database and the start-up banner. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StandaloneSettings.class)
public class StandaloneConfiguration {

    @Bean(destroyMethod = "close")
    LocalPostgres localPostgres(StandaloneSettings settings) {
        // In a thread of its own: it stops this process's database.
        Runnable endProcess = () -> Thread.ofPlatform().name("exit").start(() -> System.exit(1));
        return LocalPostgres.start(settings, new SecureRandom(), endProcess);
    }

    /** Connects every data source of the application to the local server. */
    @Bean
    JdbcConnectionDetails localPostgresConnection(LocalPostgres postgres) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return DatabaseRoles.ORDER_SAGA;
            }

            @Override
            public String getPassword() {
                return postgres.passwordOf(DatabaseRoles.ORDER_SAGA);
            }

            @Override
            public String getJdbcUrl() {
                return postgres.jdbcUrl();
            }
        };
    }

    @Bean
    MigrationLogin localPostgresMigration(LocalPostgres postgres) {
        return new MigrationLogin(DatabaseRoles.MIGRATION, postgres.passwordOf(DatabaseRoles.MIGRATION));
    }

    @Bean
    StartupBanner startupBanner(
            Environment environment,
            StandaloneSettings settings,
            LocalPostgres postgres,
            OperationsPort operations,
            Hold hold) {
        return new StartupBanner(environment, settings, postgres, operations, hold);
    }
}
