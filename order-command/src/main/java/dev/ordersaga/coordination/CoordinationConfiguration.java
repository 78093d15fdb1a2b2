package dev.ordersaga.coordination;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.api.order.ConcernsOrder;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.eventprocessing.completeness.CompletenessAudit;
import dev.ordersaga.eventprocessing.completeness.CompletenessAuditor;
import dev.ordersaga.eventprocessing.completeness.ExpectedFollowUps;
import dev.ordersaga.eventprocessing.completeness.OrphanedSagas;
import dev.ordersaga.eventprocessing.hold.HeldTask;
import dev.ordersaga.eventprocessing.hold.Hold;
import dev.ordersaga.eventprocessing.processors.SegmentSettings;
import dev.ordersaga.eventprocessing.processors.ServiceSchemas;
import dev.ordersaga.eventprocessing.processors.StreamingProcessor;
import dev.ordersaga.eventprocessing.processors.StreamingProcessorRegistration;
import dev.ordersaga.eventprocessing.scheduling.LateCancellationDeadlines;
import dev.ordersaga.eventprocessing.scheduling.ServiceScheduler;
import dev.ordersaga.eventstore.serialization.PayloadTypes;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurationScopeAwareProvider;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.modelling.saga.SagaScopeDescriptor;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of the order/payment process: the follow-ups of orders and payments, the saga with its deadlines, the audit. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PaymentPolicy.class)
public class CoordinationConfiguration {

    /** Events of an order after which the saga sends it a command. */
    private static final Set<Class<?>> WITH_COMMANDS =
            Set.of(OrderPlaced.class, PaymentMethodChosen.class, OrderCancelled.class, OrderRejected.class);

    /** The processor that delivers order and payment events to the process. */
    public static final String PROCESSOR = OrderPaymentSaga.PROCESSOR;

    private static final String SCHEMA = "ordercommand";

    private static final int BATCH = 200;

    @Bean
    PayloadTypes sagaTypes() {
        return PayloadTypes.of(OrderPaymentSaga.class, SagaScopeDescriptor.class, PaymentDeadline.class);
    }

    @Bean
    SagaCommandSender sagaCommandSender(CommandGateway commands) {
        return new SagaCommandSender(commands);
    }

    /** Axon registers it as an event handler because it is a bean; its processing group is the saga's. */
    @Bean
    OrderFollowUps orderFollowUps(SagaCommandSender commands) {
        return new OrderFollowUps(commands);
    }

    /** As {@link #orderFollowUps}. */
    @Bean
    PaymentFollowUps paymentFollowUps(SagaCommandSender commands, PaymentPolicy policy, Clock clock) {
        return new PaymentFollowUps(commands, policy, clock);
    }

    @Bean
    ConfigurerModule orderPaymentSaga(StreamingProcessorRegistration processors, ServiceSchemas schemas) {
        return configurer -> {
            var processing = configurer.eventProcessing();
            processors.register(
                    processing,
                    new StreamingProcessor(
                                    PROCESSOR,
                                    SCHEMA,
                                    SegmentSettings.ofCores(),
                                    BATCH,
                                    event -> ((ConcernsOrder) event.getPayload()).orderId())
                            .deferring(PaymentFollowUps.WITHOUT_FOLLOW_UP)
                            .loading(CoordinationConfiguration::order));
            processing.registerSaga(
                    OrderPaymentSaga.class, saga -> saga.configureSagaStore(c -> schemas.sagas(SCHEMA)));
        };
    }

    /** The order that gets a command after this event. */
    private static Optional<String> order(Object event) {
        boolean hasFollowUp = event instanceof PaymentEvent
                ? !PaymentFollowUps.WITHOUT_FOLLOW_UP.contains(event.getClass())
                : WITH_COMMANDS.contains(event.getClass());
        return hasFollowUp && event instanceof ConcernsOrder e
                ? Optional.of(e.orderId().toString())
                : Optional.empty();
    }

    /**
     * The task by which deadlines fire, unless the system is on hold. It looks its manager up when it runs, because the
     * manager needs the scheduler.
     */
    @Bean
    Task<?> paymentDeadlineTask(ObjectProvider<DbSchedulerDeadlineManager> deadlines, Hold hold) {
        return new HeldTask<>(DbSchedulerDeadlineManager.humanReadableTask(deadlines::getObject), hold::isInForce);
    }

    @Bean
    DeadlineManager deadlineManager(
            @Qualifier("orderTasks") ServiceScheduler scheduler,
            org.axonframework.config.Configuration configuration,
            @Qualifier("eventSerializer") Serializer serializer,
            TransactionManager transactions) {
        return new LateCancellationDeadlines(DbSchedulerDeadlineManager.builder()
                .scheduler(scheduler.scheduler())
                .scopeAwareProvider(new ConfigurationScopeAwareProvider(configuration))
                .serializer(serializer)
                .transactionManager(transactions)
                .useBinaryPojo(false)
                .startScheduler(false)
                .stopScheduler(false));
    }

    @Bean
    CompletenessAudit sagaCompletenessAudit(JdbcClient jdbc) {
        return new SagaCompletenessAudit(
                new ExpectedFollowUps(jdbc, PROCESSOR, SagaCompletenessAudit.ORDER, SagaCompletenessAudit.RULES),
                new OrphanedSagas(
                        jdbc, PROCESSOR, SCHEMA, SagaCompletenessAudit.ORDER, SagaCompletenessAudit.LIFECYCLE));
    }

    @Bean
    RecurringTask<Void> sagaAuditTask(
            @Qualifier("sagaCompletenessAudit") CompletenessAudit audit, CompletenessAuditor auditor) {
        return Tasks.recurring("check-order-payment-saga", FixedDelay.of(auditor.interval()))
                .execute((task, context) -> auditor.run(audit));
    }
}
