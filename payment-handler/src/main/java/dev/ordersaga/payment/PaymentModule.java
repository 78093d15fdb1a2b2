package dev.ordersaga.payment;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.api.order.ConcernsOrder;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.eventstore.aggregates.ReleasedLocks;
import dev.ordersaga.eventstore.attention.NeedsAttention;
import dev.ordersaga.eventstore.completeness.Completeness;
import dev.ordersaga.eventstore.completeness.CompletenessCheck;
import dev.ordersaga.eventstore.processing.StreamingProcessor;
import dev.ordersaga.eventstore.processing.StreamingProcessors;
import dev.ordersaga.eventstore.scheduling.ServiceScheduler;
import dev.ordersaga.eventstore.scheduling.TaskSettings;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.serialization.PayloadTypes;
import dev.ordersaga.http.HttpContractModule;
import dev.ordersaga.operations.OperationsModule;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.guard.GuardSettings;
import dev.ordersaga.payment.gateway.guard.ProviderGuard;
import dev.ordersaga.payment.gateway.simulated.SimulatedGateway;
import dev.ordersaga.payment.gateway.stripe.StripeModule;
import dev.ordersaga.payment.web.PaymentOperationsModule;
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
    HttpContractModule.class,
    OperationsModule.class,
    StripeModule.class,
    ProviderNewsModule.class,
    ReconciliationModule.class,
    PaymentOperationsModule.class
})
@EnableConfigurationProperties({PaymentSettings.class, GuardSettings.class, TaskSettings.class})
public class PaymentModule {

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
    PayloadTypes paymentEvents() {
        return PayloadTypes.permittedBy(PaymentEvent.class);
    }

    /** What orders ask of their payments is read from their stream. */
    @Bean
    PayloadTypes orderEventsForPayments() {
        return PayloadTypes.permittedBy(OrderEvent.class);
    }

    @Bean
    ConfigurerModule paymentAggregate() {
        return configurer -> configurer.configureAggregate(
                AggregateConfigurer.defaultConfiguration(Payment.class).configureLockFactory(c -> new ReleasedLocks()));
    }

    @Bean
    ConfigurerModule paymentProcessor(StreamingProcessors processors) {
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
                () -> tasks.getObject().rows(),
                call -> tasks.getObject().addPrompt(call),
                pause -> hint(tasks.getObject(), pause),
                clock);
    }

    private static void hint(ServiceScheduler tasks, Duration pause) {
        if (pause.isZero()) {
            tasks.hintAfterCommit();
        } else {
            tasks.hintIn(pause);
        }
    }

    @Bean
    ServiceScheduler paymentTasks(
            DataSource dataSource,
            Clock clock,
            TaskSettings settings,
            @Qualifier("providerCallTask") Task<ScheduledCall> providerCall,
            ObjectProvider<AlsoScheduled> others) {
        Stream<Task<?>> further = others.stream().map(AlsoScheduled::task);
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
            ProviderGuard guard,
            PaymentCommands payments,
            ProviderCalls calls,
            TransactionManager transactions,
            PaymentMetrics metrics,
            PaymentSettings settings) {
        return new ProviderCallTask(guard.around(gateway), payments, calls, transactions, metrics)
                .asTask(new ProviderCallRetries(settings, metrics));
    }

    @Bean
    @ConditionalOnProperty(name = "payment-handler.gateway", havingValue = "simulated", matchIfMissing = true)
    PaymentGateway simulatedGateway(Clock clock) {
        return new SimulatedGateway(clock);
    }

    @Bean
    ProviderGuard providerGuard(PaymentSettings settings, GuardSettings guard) {
        return new ProviderGuard(settings.gateway(), guard);
    }

    @Bean
    PaymentMetrics paymentMetrics(MeterRegistry registry) {
        return new PaymentMetrics(registry);
    }

    @Bean
    NeedsAttention callsWithoutAnswer(JdbcClient jdbc, Clock clock) {
        return new CallsWithoutAnswer(jdbc, clock);
    }

    @Bean
    CompletenessCheck paymentCheck(JdbcClient jdbc) {
        return new PaymentCheck(jdbc);
    }

    @Bean
    AlsoScheduled checkingPayments(@Qualifier("paymentCheck") CompletenessCheck check, Completeness completeness) {
        return new AlsoScheduled(Tasks.recurring("check-payment-execution", FixedDelay.of(completeness.every()))
                .execute((task, context) -> completeness.look(check)));
    }

    @Bean
    StuckCalls stuckCalls(JdbcClient jdbc, Clock clock) {
        return new FailedCalls(jdbc, clock);
    }

    @Bean
    UnansweredCalls unansweredCalls(JdbcClient jdbc, Clock clock) {
        return new UnansweredCalls(jdbc, clock);
    }
}
