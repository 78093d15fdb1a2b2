package dev.ordersaga.payment.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.task.Execution;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.eventprocessing.scheduling.ServiceScheduler;
import dev.ordersaga.eventstore.schema.MigrationApplication;
import dev.ordersaga.eventstore.testing.TestApiKey;
import dev.ordersaga.eventstore.testing.TestPostgres;
import dev.ordersaga.operations.roles.DatabaseRoles;
import dev.ordersaga.payment.SamplePayment;
import dev.ordersaga.payment.gateway.simulated.SimulatedGateway;
import dev.ordersaga.paymenthandler.PaymentHandlerApplication;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * payment-handler with its own database. The scheduler polls once an hour: whatever happens earlier was triggered by a
 * hint. Most test classes of one JVM share an instance with a scripted provider and a clock that tests advance, for
 * events too.
 */
public final class PaymentHandlerFixture {

    @TestConfiguration(proxyBeanMethods = false)
    static class TestBeans {

        @Bean
        AdvancingClock clock() {
            var clock = new AdvancingClock();
            GenericEventMessage.clock = clock;
            return clock;
        }

        @Bean
        ScriptedProvider scriptedProvider(Clock clock) {
            return new ScriptedProvider(new ScriptedGateway(new SimulatedGateway(clock)));
        }
    }

    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private static final PaymentHandlerFixture SHARED = start(
            TestBeans.class,
            "--payment-handler.providers=" + ScriptedProvider.NAME,
            "--payment-handler.circuit-breaker.minimum-calls=10000");

    private final Map<UUID, Long> orderVersions = new ConcurrentHashMap<>();
    private final ConfigurableApplicationContext context;

    private PaymentHandlerFixture(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static PaymentHandlerFixture shared() {
        return SHARED;
    }

    /** Starts payment-handler with its own database and these beans and settings; it ends with the JVM. */
    public static PaymentHandlerFixture start(Class<?> beans, String... settings) {
        String database = TestPostgres.newDatabase(administrator -> DatabaseRoles.create(administrator, Map.of()));
        MigrationApplication.run(
                "--spring.datasource.url=" + database,
                "--event-store.connections.migration.username=" + DatabaseRoles.MIGRATION,
                "--event-store.connections.migration.password=");
        List<String> arguments = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                TestApiKey.SETTING,
                "--management.server.port=0",
                "--operations.port=0",
                "--logging.structured.format.console=",
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=payment_handler",
                "--event-processing.tasks.poll-interval=1h",
                "--event-processing.tasks.heartbeat-interval=500ms"));
        arguments.addAll(List.of(settings));
        return new PaymentHandlerFixture(
                PaymentHandlerApplication.builder().sources(beans).run(arguments.toArray(String[]::new)));
    }

    ScriptedGateway gateway() {
        return context.getBean(ScriptedProvider.class).gateway();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String property(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    public UUID newOrder() {
        return UUID.fromString(IdentifierFactory.getInstance().generateIdentifier());
    }

    public UUID orderWithPaymentRequested(String paymentMethod) {
        UUID order = newOrder();
        requestPayment(order, paymentMethod, CaptureMode.ON_CONFIRMATION);
        return order;
    }

    public void requestPayment(UUID order, String paymentMethod, CaptureMode capture) {
        publish(
                new PaymentRequested(order, 1, paymentMethod, SamplePayment.TOTAL, capture),
                Map.of("traceparent", TRACEPARENT));
    }

    void requestCapture(UUID order) {
        publish(new CaptureRequested(order, 1), Map.of());
    }

    void requestCheck(UUID order, int check) {
        publish(new PaymentCheckRequested(order, 1, check), Map.of());
    }

    public void requestRelease(UUID order) {
        publish(new PaymentReleaseRequested(order), Map.of());
    }

    List<Class<?>> history(UUID order) {
        return events(order).stream().<Class<?>>map(Object::getClass).toList();
    }

    public List<PaymentEvent> events(UUID order) {
        return messages(order).stream()
                .map(message -> (PaymentEvent) message.getPayload())
                .toList();
    }

    List<? extends DomainEventMessage<?>> messages(UUID order) {
        return context.getBean(EventStore.class)
                .readEvents(PaymentIds.forOrder(order).toString())
                .asStream()
                .toList();
    }

    /** Waits until the payment's stream has exactly these events. */
    public void awaitHistory(UUID order, Class<?>... expected) {
        await("history of " + order)
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(history(order)).isEqualTo(List.of(expected)));
    }

    Map<String, Execution> scheduledCalls(UUID order) {
        return tasks().repository().getScheduledExecutions(ScheduledExecutionsFilter.all()).stream()
                .filter(execution -> execution.getId().startsWith(order.toString())
                        && execution.getTaskName().equals(ProviderCallRepository.TASK.getTaskName()))
                .collect(Collectors.toMap(Execution::getId, execution -> execution));
    }

    Optional<Execution> scheduledCall(String key) {
        return tasks().repository().getExecution(ProviderCallRepository.TASK.instanceId(key));
    }

    /** Waits until the call has failed and can be retried. */
    void awaitUnanswered(String key) {
        await("failure of " + key)
                .until(() -> scheduledCall(key)
                        .map(call -> call.consecutiveFailures > 0 && !call.isPicked())
                        .orElse(false));
    }

    /** Simulates that another process picked the call and died: the heartbeats of this process miss the new version. */
    void loseProcessOf(String key) {
        context.getBean(JdbcClient.class)
                .sql("UPDATE paymenthandler.scheduled_tasks SET version = version + 1,"
                        + " last_heartbeat = last_heartbeat - interval '1 hour' WHERE task_instance = :key")
                .param("key", key)
                .update();
    }

    /** Advances the clock and triggers everything that is due then. */
    void advance(Duration duration) {
        context.getBean(AdvancingClock.class).advance(duration);
        tasks().trigger();
    }

    ServiceScheduler tasks() {
        return context.getBean(ServiceScheduler.class);
    }

    private void publish(OrderEvent event, Map<String, String> metaData) {
        long sequence = orderVersions.merge(event.orderId(), 0L, (version, one) -> version + 1);
        context.getBean(EventStore.class)
                .publish(new GenericDomainEventMessage<>(
                        "Order", event.orderId().toString(), sequence, event, metaData));
    }
}
