package dev.ordersaga.operations.web;

import dev.ordersaga.eventstore.attention.NeedsAttention;
import dev.ordersaga.eventstore.processing.Processors;
import dev.ordersaga.eventstore.quarantine.Quarantine;
import dev.ordersaga.eventstore.rebuild.Rebuilds;
import dev.ordersaga.operations.audit.AuditedActions;
import java.time.Clock;
import java.util.List;
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
    AttentionController attentionController(List<NeedsAttention> finders) {
        return new AttentionController(finders);
    }

    @Bean
    ProcessorsController processorsController(Processors processors, AuditedActions audited) {
        return new ProcessorsController(processors, new Actions(audited));
    }

    @Bean
    RebuildsController rebuildsController(
            Rebuilds rebuilds, Processors processors, AuditedActions audited, Clock clock) {
        return new RebuildsController(rebuilds, processors, new Actions(audited), clock);
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
