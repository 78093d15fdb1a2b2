package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.eventprocessing.completeness.Redeliveries;
import dev.ordersaga.eventprocessing.completeness.UnhandledEvents;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterQueue;
import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
import dev.ordersaga.eventprocessing.rebuild.Rebuilds;
import dev.ordersaga.eventprocessing.scheduling.ScheduledTasks;
import dev.ordersaga.operations.audit.AuditedActions;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of the operators' HTTP interface. */
@Configuration(proxyBeanMethods = false)
public class OperationsWebConfiguration {

    @Bean
    ActionsController actionsController(AuditedActions audited) {
        return new ActionsController(audited);
    }

    @Bean
    OperatorAlertController attentionController(List<OperatorAlertSource> finders) {
        return new OperatorAlertController(finders);
    }

    @Bean
    ProcessorsController processorsController(ProcessorRegistry processors, AuditedActions audited) {
        return new ProcessorsController(processors, new Actions(audited));
    }

    @Bean
    RebuildsController rebuildsController(
            Rebuilds rebuilds, ProcessorRegistry processors, AuditedActions audited, Clock clock) {
        return new RebuildsController(rebuilds, processors, new Actions(audited), clock);
    }

    @Bean
    UnhandledEventController gapsController(UnhandledEvents gaps, Clock clock, AuditedActions audited) {
        return new UnhandledEventController(gaps, clock, new Actions(audited));
    }

    @Bean
    RedeliveriesController redeliveriesController(
            Redeliveries redeliveries, ProcessorRegistry processors, AuditedActions audited) {
        return new RedeliveriesController(redeliveries, processors, new Actions(audited));
    }

    @Bean
    TasksController tasksController(JdbcClient jdbc) {
        return new TasksController(new ScheduledTasks(jdbc));
    }

    @Bean
    DeadLetterController quarantineController(DeadLetterQueue quarantine) {
        return new DeadLetterController(quarantine);
    }

    @Bean
    DeadLetterActionsController quarantineActionsController(DeadLetterQueue quarantine, AuditedActions audited) {
        return new DeadLetterActionsController(quarantine, new Actions(audited));
    }
}
