package dev.ordersaga.payment.execution;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.ConcernsOrder;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.eventprocessing.completeness.CompletenessAuditor;
import dev.ordersaga.eventprocessing.processors.SegmentSettings;
import dev.ordersaga.eventprocessing.processors.StreamingProcessor;
import dev.ordersaga.eventprocessing.processors.StreamingProcessorRegistration;
import dev.ordersaga.eventprocessing.scheduling.ServiceScheduler;
import dev.ordersaga.eventprocessing.scheduling.StoredTasks;
import dev.ordersaga.eventprocessing.scheduling.TaskDataJson;
import dev.ordersaga.eventprocessing.scheduling.TaskSettings;
import dev.ordersaga.eventprocessing.scheduling.WatchedTasks;
import dev.ordersaga.eventstore.serialization.PayloadProtection;
import dev.ordersaga.operations.audit.AuditedActions;
import dev.ordersaga.operations.web.Actions;
import dev.ordersaga.payment.PaymentCommands;
import dev.ordersaga.payment.gateway.PaymentProviders;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The event processor of payments, their durable provider calls, and what operators see of those. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProviderCallSettings.class, TaskSettings.class})
public class PaymentExecutionConfiguration {

    private static final Set<Class<?>> DECIDED_BY_PAYMENT = Set.of(
            PaymentRequested.class,
            CaptureRequested.class,
            PaymentCheckRequested.class,
            RefundRequested.class,
            PaymentReleaseRequested.class);

    /** Name of the processor that delivers order events to payments. It is stored: part of the schema. */
    public static final String PROCESSOR = "payment-execution";

    /** Qualifier of the scheduler's tasks: in one process with other services, each scheduler runs its own. */
    public static final String TASK = "paymentTask";

    /** Bean name of the scheduler. */
    public static final String SCHEDULER = "paymentScheduler";

    private static final String SCHEMA = "paymenthandler";

    private static final int BATCH = 200;

    @Bean
    ConfigurerModule paymentProcessor(
            StreamingProcessorRegistration processors,
            @Qualifier(SCHEDULER) ObjectProvider<ServiceScheduler> scheduler) {
        return configurer -> processors.register(
                configurer.eventProcessing(),
                new StreamingProcessor(
                                PROCESSOR,
                                SCHEMA,
                                SegmentSettings.ofCores(),
                                BATCH,
                                event -> ((ConcernsOrder) event.getPayload()).orderId())
                        .loggingSequenceAs("orderId")
                        .loading(PaymentExecutionConfiguration::payment)
                        // Admission control measures this processor, and not the calls that wait for a thread.
                        .holdingBackWhile(() -> scheduler.getObject().isFull()));
    }

    /** The payment that decides on this event. */
    private static Optional<String> payment(Object event) {
        return DECIDED_BY_PAYMENT.contains(event.getClass()) && event instanceof ConcernsOrder e
                ? Optional.of(PaymentIds.forOrder(e.orderId()).toString())
                : Optional.empty();
    }

    @Bean
    PaymentExecution paymentExecution(
            PaymentCommands payments, ProviderCallRepository calls, PaymentProviders providers) {
        return new PaymentExecution(payments, calls, providers);
    }

    /** Resolves the scheduler late: the scheduler needs the task that needs this repository. */
    @Bean
    ProviderCallRepository providerCallRepository(
            @Qualifier(SCHEDULER) ObjectProvider<ServiceScheduler> scheduler, JdbcClient jdbc, Clock clock) {
        return new ProviderCallRepository(
                () -> scheduler.getObject().repository(),
                call -> scheduler.getObject().addImmediate(call),
                call -> scheduler.getObject().removeAtCommit(call),
                pause -> hint(scheduler.getObject(), pause),
                jdbc,
                clock);
    }

    @Bean
    ChargeComparisons chargeComparisons(@Qualifier(SCHEDULER) ObjectProvider<ServiceScheduler> scheduler, Clock clock) {
        return new ChargeComparisons(
                () -> scheduler.getObject().repository(),
                () -> scheduler.getObject().triggerAfterCommit(),
                clock);
    }

    @Bean
    ProviderRequests providerRequests(
            PaymentProviders providers, OutcomeRecorder recorder, UnknownCharges unknownCharges) {
        return new ProviderRequests(providers, new RefusedRefunds(providers, recorder), unknownCharges);
    }

    private static void hint(ServiceScheduler scheduler, Duration pause) {
        if (pause.isZero()) {
            scheduler.triggerAfterCommit();
        } else {
            scheduler.triggerIn(pause);
        }
    }

    @Bean(SCHEDULER)
    ServiceScheduler paymentScheduler(
            DataSource dataSource,
            PayloadProtection protection,
            Clock clock,
            TaskSettings settings,
            @Qualifier(TASK) List<Task<?>> tasks) {
        StoredTasks table = new StoredTasks(SCHEMA, dataSource, new TaskDataJson(protection));
        return ServiceScheduler.of(table, clock, settings, tasks);
    }

    @Bean
    @Qualifier(TASK)
    Task<ScheduledCall> providerCallTask(
            ProviderRequests requests,
            PaymentCommands payments,
            ProviderCallRepository calls,
            ChargeComparisons comparisons,
            TransactionManager transactions,
            ProviderCallMetrics metrics,
            ProviderCallSettings settings) {
        return new ProviderCallTask(requests, payments, calls, comparisons, transactions, metrics)
                .asTask(new ProviderCallRetries(settings, metrics));
    }

    @Bean
    OutcomeRecorder outcomeRecorder(
            PaymentCommands payments,
            ProviderCallRepository calls,
            ChargeComparisons comparisons,
            TransactionManager transactions,
            ProviderCallMetrics metrics) {
        return new OutcomeRecorder(payments, calls, comparisons, transactions, metrics);
    }

    @Bean
    ProviderCallMetrics providerCallMetrics(MeterRegistry registry) {
        return new ProviderCallMetrics(registry);
    }

    @Bean
    UnansweredCallMetrics unansweredCallMetrics(ProviderCallRepository calls) {
        return new UnansweredCallMetrics(calls);
    }

    @Bean
    UnansweredCallAlerts unansweredCallAlerts(ProviderCallRepository calls) {
        return new UnansweredCallAlerts(calls);
    }

    @Bean
    WatchedTasks watchedPaymentTasks() {
        return new WatchedTasks(SCHEMA, Set.of(ProviderCallRepository.TASK.getTaskName()));
    }

    @Bean
    FailedCallsController failedCallsController(ProviderCallRepository calls, AuditedActions audited) {
        return new FailedCallsController(calls, new Actions(audited));
    }

    @Bean
    PaymentCompletenessAudit paymentCompletenessAudit(JdbcClient jdbc) {
        return new PaymentCompletenessAudit(jdbc);
    }

    @Bean
    @Qualifier(TASK)
    RecurringTask<Void> paymentCompletenessTask(PaymentCompletenessAudit audit, CompletenessAuditor auditor) {
        return Tasks.recurring("check-payment-execution", FixedDelay.of(auditor.interval()))
                .execute((task, context) -> auditor.run(audit));
    }
}
