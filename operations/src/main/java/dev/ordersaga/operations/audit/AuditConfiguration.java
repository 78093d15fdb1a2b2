package dev.ordersaga.operations.audit;

import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.serialization.PayloadProtection;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wiring of the audit log. All services of one database share it. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

    @Bean
    SchemaMigration operatorLogSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, "operatorlog");
    }

    @Bean
    AuditedActions auditedActions(
            JdbcClient jdbc, TransactionManager transactions, Clock clock, PayloadProtection protection) {
        return new AuditedActions(jdbc, transactions, clock, new JsonMapper(), protection);
    }
}
