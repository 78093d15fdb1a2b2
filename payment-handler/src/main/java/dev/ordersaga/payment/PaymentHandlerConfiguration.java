package dev.ordersaga.payment;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.api.order.ConcernsOrder;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.eventprocessing.completeness.CompletenessAudit;
import dev.ordersaga.eventprocessing.completeness.CompletenessAuditor;
import dev.ordersaga.eventprocessing.processors.StreamingProcessor;
import dev.ordersaga.eventprocessing.processors.StreamingProcessorRegistration;
import dev.ordersaga.eventprocessing.scheduling.ServiceScheduler;
import dev.ordersaga.eventprocessing.scheduling.TaskSettings;
import dev.ordersaga.eventstore.aggregates.ReleasingLockFactory;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.http.HttpContractConfiguration;
import dev.ordersaga.operations.OperationsConfiguration;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.circuitbreaker.CircuitBreakerSettings;
import dev.ordersaga.payment.gateway.circuitbreaker.ProviderCircuitBreaker;
import dev.ordersaga.payment.gateway.simulated.SimulatedGateway;
import dev.ordersaga.payment.gateway.stripe.StripeConfiguration;
import dev.ordersaga.payment.web.PaymentOperationsConfiguration;
import dev.ordersaga.payment.web.StuckCalls;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The payment-handler service: everything it is made of. */
@Configuration(proxyBeanMethods = false)
@Import({
    HttpContractConfiguration.class,
    OperationsConfiguration.class,
    StripeConfiguration.class,
    WebhookConfiguration.class,
    ReconciliationConfiguration.class,
    PaymentOperationsConfiguration.class
})
@EnableConfigurationProperties({PaymentHandlerSettings.class, CircuitBreakerSettings.class, TaskSettings.class})
public class PaymentHandlerConfiguration {

    /** The processor that carries order events to the payments. The name is stored: it is schema. */
    public static final String PROCESSOR = "payment-execution";

    private static final String SCHEMA = "paymenthandler";

    /** One segment: it only writes, and keeps up with any number of providers. Fixed once tokens exist. */
    private static final int SEGMENTS = 1;

    private static final int BATCH = 100;

    @Bean
    SchemaMigration paymentHandlerSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, SCHEMA);
    }

    @Bean
    ConfigurerModule paymentAggregate() {
        return configurer -> configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(Payment.class)
                .configureLockFactory(c -> new ReleasingLockFactory()));
    }

    @Bean
    ConfigurerModule paymentProcessor(StreamingProcessorRegistration processors) {
        return configurer -> processors.register(
                configurer.eventProcessing(),
                new StreamingProcessor(
                                PROCESSOR,
                                SCHEMA,
                                SEGMENTS,
                                BATCH,
                                event -> ((ConcernsOrder) event.getPayload()).orderId())
                        .loggingSequenceAs("orderId"));
    }

    @Bean
    PaymentExecution paymentExecution(PaymentCommands payments, ProviderCalls calls) {
        return new PaymentExecution(payments, calls);
    }

    @Bean
    PaymentCommands paymentCommands(CommandGateway commands) {
        return new PaymentCommands(commands);
    }

    /** The calls are written through the scheduler, which has to know the task that writes calls. */
    @Bean
    ProviderCalls providerCalls(@Qualifier("paymentTasks") ObjectProvider<ServiceScheduler> tasks, Clock clock) {
        return new ProviderCalls(
                () -> tasks.getObject().repository(),
                call -> tasks.getObject().addImmediate(call),
                pause -> hint(tasks.getObject(), pause),
                clock);
    }

    private static void hint(ServiceScheduler tasks, Duration pause) {
        if (pause.isZero()) {
            tasks.triggerAfterCommit();
        } else {
            tasks.triggerIn(pause);
        }
    }

    @Bean
    ServiceScheduler paymentTasks(
            DataSource dataSource,
            Clock clock,
            TaskSettings settings,
            @Qualifier("providerCallTask") Task<ScheduledCall> providerCall,
            ObjectProvider<AdditionalTask> others) {
        Stream<Task<?>> further = others.stream().map(AdditionalTask::task);
        return ServiceScheduler.of(
                SCHEMA,
                dataSource,
                clock,
                settings,
                Stream.concat(Stream.of(providerCall), further).toList());
    }

    @Bean
    Task<ScheduledCall> providerCallTask(
            PaymentGateway gateway,
            ProviderCircuitBreaker guard,
            PaymentCommands payments,
            ProviderCalls calls,
            TransactionManager transactions,
            PaymentMetrics metrics,
            PaymentHandlerSettings settings) {
        return new ProviderCallTask(guard.around(gateway), payments, calls, transactions, metrics)
                .asTask(new ProviderCallRetries(settings, metrics));
    }

    @Bean
    @ConditionalOnProperty(name = "payment-handler.gateway", havingValue = "simulated", matchIfMissing = true)
    PaymentGateway simulatedGateway(Clock clock) {
        return new SimulatedGateway(clock);
    }

    @Bean
    ProviderCircuitBreaker providerGuard(PaymentHandlerSettings settings, CircuitBreakerSettings guard) {
        return new ProviderCircuitBreaker(settings.gateway(), guard);
    }

    @Bean
    PaymentMetrics paymentMetrics(MeterRegistry registry) {
        return new PaymentMetrics(registry);
    }

    @Bean
    OperatorAlertSource callsWithoutAnswer(JdbcClient jdbc, Clock clock) {
        return new UnansweredCallAlerts(jdbc, clock);
    }

    @Bean
    CompletenessAudit paymentCheck(JdbcClient jdbc) {
        return new PaymentCompletenessAudit(jdbc);
    }

    @Bean
    AdditionalTask checkingPayments(
            @Qualifier("paymentCheck") CompletenessAudit check, CompletenessAuditor completeness) {
        return new AdditionalTask(Tasks.recurring("check-payment-execution", FixedDelay.of(completeness.interval()))
                .execute((task, context) -> completeness.run(check)));
    }

    @Bean
    StuckCalls stuckCalls(JdbcClient jdbc, Clock clock) {
        return new FailedProviderCalls(jdbc, clock);
    }

    @Bean
    UnansweredCallMetrics unansweredCalls(JdbcClient jdbc, Clock clock) {
        return new UnansweredCallMetrics(jdbc, clock);
    }
}
