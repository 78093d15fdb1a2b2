package dev.ordersaga.operations.apikey;

import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.http.access.ApiKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wiring of the command line for API keys: the database of the service's settings, and nothing else of the service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataSourceProperties.class)
public class ApiKeyCommandConfiguration {

    private static final String COMMAND = "api-key";

    /** Executes the command if the arguments of a service's main class begin with {@code api-key}; false otherwise. */
    public static boolean runs(String... arguments) {
        if (arguments.length < 2 || !arguments[0].equals(COMMAND)) {
            return false;
        }
        if (arguments[1].equals("generate")) {
            System.out.println(ApiKey.generate(new SecureRandom()).text());
            return true;
        }
        String[] options = Arrays.copyOfRange(arguments, 2, arguments.length);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ApiKeyCommandConfiguration.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("spring.main.banner-mode=off", "logging.level.root=warn")
                .run(options)) {
            context.getBean(ApiKeyCommand.class).run(arguments[1], context.getEnvironment());
        }
        return true;
    }

    @Bean
    DataSource dataSource(DataSourceProperties settings) {
        return settings.initializeDataSourceBuilder()
                .type(SimpleDriverDataSource.class)
                .build();
    }

    @Bean
    SchemaMigration accessSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, ApiKeyConfiguration.SCHEMA);
    }

    @Bean
    ApiKeyCommand apiKeyCommand(DataSource dataSource) {
        Clock clock = Clock.systemUTC();
        ApiKeyTable table = new ApiKeyTable(JdbcClient.create(dataSource));
        var keys = new ApiKeyAdministration(table, clock, ApiKeyConfiguration::newId, new SecureRandom());
        return new ApiKeyCommand(
                keys, new TransactionTemplate(new JdbcTransactionManager(dataSource)), clock, System.out);
    }
}
