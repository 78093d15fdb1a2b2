package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.eventprocessing.completeness.Redeliveries;
import dev.ordersaga.eventprocessing.completeness.UnhandledEvents;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterQueue;
import dev.ordersaga.eventprocessing.hold.Hold;
import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
import dev.ordersaga.eventprocessing.processors.SegmentChanges;
import dev.ordersaga.eventprocessing.rebuild.Rebuilds;
import dev.ordersaga.eventprocessing.scheduling.ScheduledTasks;
import dev.ordersaga.operations.audit.AuditedActions;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of the operators' HTTP API. */
@Configuration(proxyBeanMethods = false)
public class OperationsWebConfiguration {

    @Bean
    ActionsController actionsController(AuditedActions audited) {
        return new ActionsController(audited);
    }

    @Bean
    OperatorAlertController operatorAlertController(
            List<OperatorAlertSource> sources, Clock clock, AuditedActions audited) {
        return new OperatorAlertController(sources, clock, new Actions(audited));
    }

    @Bean
    HoldController holdController(Hold hold, AuditedActions audited) {
        return new HoldController(hold, new Actions(audited));
    }

    @Bean
    ProcessorsController processorsController(ProcessorRegistry processors, AuditedActions audited) {
        return new ProcessorsController(processors, new Actions(audited));
    }

    @Bean
    SegmentsController segmentsController(SegmentChanges segments, AuditedActions audited) {
        return new SegmentsController(segments, new Actions(audited));
    }

    @Bean
    RebuildsController rebuildsController(
            Rebuilds rebuilds, ProcessorRegistry processors, AuditedActions audited, Clock clock) {
        return new RebuildsController(rebuilds, processors, new Actions(audited), clock);
    }

    @Bean
    UnhandledEventController unhandledEventController(UnhandledEvents unhandled, Clock clock, AuditedActions audited) {
        return new UnhandledEventController(unhandled, clock, new Actions(audited));
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
    DeadLetterController deadLetterController(DeadLetterQueue deadLetters, AuditedActions audited) {
        return new DeadLetterController(deadLetters, new Actions(audited));
    }
}
