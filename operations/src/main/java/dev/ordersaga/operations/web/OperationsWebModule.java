package dev.ordersaga.operations.web;

import dev.ordersaga.eventstore.attention.NeedsAttention;
import dev.ordersaga.eventstore.completeness.Gaps;
import dev.ordersaga.eventstore.completeness.Redeliveries;
import dev.ordersaga.eventstore.processing.Processors;
import dev.ordersaga.eventstore.quarantine.Quarantine;
import dev.ordersaga.eventstore.rebuild.Rebuilds;
import dev.ordersaga.eventstore.scheduling.ScheduledTasks;
import dev.ordersaga.operations.audit.AuditedActions;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

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
    GapsController gapsController(Gaps gaps, Clock clock, AuditedActions audited) {
        return new GapsController(gaps, clock, new Actions(audited));
    }

    @Bean
    RedeliveriesController redeliveriesController(
            Redeliveries redeliveries, Processors processors, AuditedActions audited) {
        return new RedeliveriesController(redeliveries, processors, new Actions(audited));
    }

    @Bean
    TasksController tasksController(JdbcClient jdbc) {
        return new TasksController(new ScheduledTasks(jdbc));
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
