package dev.ordersaga.coordination;

import com.github.kagkarlsson.scheduler.task.Task;
import dev.ordersaga.api.order.ConcernsOrder;
import dev.ordersaga.eventprocessing.processors.ServiceSchemas;
import dev.ordersaga.eventprocessing.processors.StreamingProcessor;
import dev.ordersaga.eventprocessing.processors.StreamingProcessorRegistration;
import dev.ordersaga.eventprocessing.scheduling.ServiceScheduler;
import dev.ordersaga.eventstore.serialization.PayloadTypes;
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

/** The payment saga and its deadline. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PaymentPolicy.class)
public class CoordinationConfiguration {

    /** The processor that carries order and payment events to the saga. */
    public static final String PROCESSOR = Coordination.PROCESSOR;

    private static final String SCHEMA = "ordercommand";

    /** One segment: every event of every order meets exactly one transaction. Fixed once tokens exist. */
    private static final int SEGMENTS = 1;

    private static final int BATCH = 50;

    @Bean
    PayloadTypes sagaTypes() {
        return PayloadTypes.of(OrderPaymentSaga.class, SagaScopeDescriptor.class, PaymentDeadline.class);
    }

    @Bean
    SagaCommandSender orderSteps(CommandGateway commands) {
        return new SagaCommandSender(commands);
    }

    /** Axon finds its handlers by itself; they share the saga's processor, so that both see one order of the facts. */
    @Bean
    PaymentUpdateForwarder paymentNewsForOrders(SagaCommandSender steps, PaymentPolicy policy) {
        return new PaymentUpdateForwarder(steps, policy);
    }

    @Bean
    ConfigurerModule orderPaymentSaga(StreamingProcessorRegistration processors, ServiceSchemas schemas) {
        return configurer -> {
            var processing = configurer.eventProcessing();
            processors.register(
                    processing,
                    new StreamingProcessor(
                            Coordination.PROCESSOR,
                            SCHEMA,
                            SEGMENTS,
                            BATCH,
                            event -> ((ConcernsOrder) event.getPayload()).orderId()));
            processing.registerSaga(
                    OrderPaymentSaga.class, saga -> saga.configureSagaStore(c -> schemas.sagas(SCHEMA)));
        };
    }

    /** The scheduler's task for deadlines; it looks its manager up when it fires, since the manager needs the scheduler. */
    @Bean
    Task<?> paymentDeadlineTask(ObjectProvider<DbSchedulerDeadlineManager> deadlines) {
        return DbSchedulerDeadlineManager.humanReadableTask(deadlines::getObject);
    }

    @Bean
    DeadlineManager deadlineManager(
            @Qualifier("orderTasks") ServiceScheduler scheduler,
            org.axonframework.config.Configuration configuration,
            @Qualifier("eventSerializer") Serializer serializer,
            TransactionManager transactions) {
        return DbSchedulerDeadlineManager.builder()
                .scheduler(scheduler.scheduler())
                .scopeAwareProvider(new ConfigurationScopeAwareProvider(configuration))
                .serializer(serializer)
                .transactionManager(transactions)
                .useBinaryPojo(false)
                .startScheduler(false)
                .stopScheduler(false)
                .build();
    }
}
