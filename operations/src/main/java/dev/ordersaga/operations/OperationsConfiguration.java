package dev.ordersaga.operations;

import dev.ordersaga.operations.access.OperationsPortConfiguration;
import dev.ordersaga.operations.apikey.ApiKeyConfiguration;
import dev.ordersaga.operations.audit.AuditConfiguration;
import dev.ordersaga.operations.monitoring.MonitoringConfiguration;
import dev.ordersaga.operations.secrets.SecretsConfiguration;
import dev.ordersaga.operations.web.OperationsWebConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Composition of the operators' API. */
@Configuration(proxyBeanMethods = false)
@Import({
    OperationsPortConfiguration.class,
    ApiKeyConfiguration.class,
    AuditConfiguration.class,
    MonitoringConfiguration.class,
    OperationsWebConfiguration.class,
    SecretsConfiguration.class
})
public class OperationsConfiguration {}
