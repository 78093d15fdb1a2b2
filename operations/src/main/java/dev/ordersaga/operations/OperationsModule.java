package dev.ordersaga.operations;

import dev.ordersaga.operations.access.AccessModule;
import dev.ordersaga.operations.audit.AuditModule;
import dev.ordersaga.operations.web.OperationsWebModule;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Operations: everything it is made of. */
@Configuration(proxyBeanMethods = false)
@Import({AccessModule.class, AuditModule.class, OperationsWebModule.class})
public class OperationsModule {}
