package dev.ordersaga.operations.web;

import dev.ordersaga.eventstore.quarantine.Quarantine;
import dev.ordersaga.operations.audit.AuditedActions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the operators' HTTP interface. */
@Configuration(proxyBeanMethods = false)
public class OperationsWebModule {

    @Bean
    ActionsController actionsController(AuditedActions audited) {
        return new ActionsController(audited);
    }

    @Bean
    QuarantineController quarantineController(Quarantine quarantine) {
        return new QuarantineController(quarantine);
    }

    @Bean
    QuarantineActionsController quarantineActionsController(Quarantine quarantine, AuditedActions audited) {
        return new QuarantineActionsController(quarantine, new Actions(audited));
    }
}
