package dev.ordersaga.operations;

import dev.ordersaga.operations.access.AccessConfiguration;
import dev.ordersaga.operations.audit.AuditConfiguration;
import dev.ordersaga.operations.monitoring.MonitoringConfiguration;
import dev.ordersaga.operations.secrets.SecretsConfiguration;
import dev.ordersaga.operations.web.OperationsWebConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Composition of the operators' API. */
@Configuration(proxyBeanMethods = false)
@Import({
    AccessConfiguration.class,
    AuditConfiguration.class,
    MonitoringConfiguration.class,
    OperationsWebConfiguration.class,
    SecretsConfiguration.class
})
public class OperationsConfiguration {}
