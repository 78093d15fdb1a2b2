package dev.ordersaga.intake;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.bulkhead.PlacingRequests;
import dev.ordersaga.bulkhead.RequestBulkhead;
import dev.ordersaga.coordination.CoordinationConfiguration;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.eventprocessing.processors.ProcessorBacklogs;
import dev.ordersaga.eventprocessing.processors.ProcessorBacklogs.Backlog;
import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import dev.ordersaga.http.body.RefusedRequests;
import dev.ordersaga.idempotency.GroupedRequests;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.DispatcherType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Wiring of the admission control of new orders. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeSettings.class)
public class IntakeConfiguration {

    /** By processor, the event with which an order begins to wait for it. */
    private static final Map<String, Class<?>> AWAITED =
            Map.of(CoordinationConfiguration.PROCESSOR, OrderPlaced.class, "payment-execution", PaymentRequested.class);

    /** Fewer requests that wait for a transaction are no overload, however long it takes, as in a process that has just started. */
    private static final int OVERLOAD = 64;

    /** The bodies are read at 20, by http-contract. */
    private static final int BEFORE_BODY = Ordered.HIGHEST_PRECEDENCE + 15;

    private static final DoubleSupplier RANDOM =
            () -> ThreadLocalRandom.current().nextDouble();

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService intakeMeasuring() {
        return Executors.newSingleThreadExecutor(ConnectionPurpose.MONITORING.threads(
                Thread.ofPlatform().name("intake").daemon().factory()));
    }

    @Bean
    IntakeGate intakeGate(
            IntakeSettings settings,
            ProcessorBacklogs processors,
            DataSource dataSource,
            RequestBulkhead bulkhead,
            GroupedRequests requests,
            @Qualifier("intakeMeasuring") ExecutorService measuring)
            throws SQLException {
        var facts = new IntakeGate.Facts(backlogs(processors), waiting(dataSource), bulkhead::queued, waitOf(requests));
        return new IntakeGate(settings, facts, measuring, System::nanoTime, RANDOM);
    }

    @Bean
    Refusals intakeRefusals(IntakeGate gate, Clock clock) {
        return new Refusals(gate::delay, RANDOM, clock);
    }

    @Bean
    FilterRegistrationBean<IntakeFilter> intakeFilter(IntakeGate gate, Refusals refusals, RefusedRequests refused) {
        var registration =
                new FilterRegistrationBean<>(new IntakeFilter(PlacingRequests::matches, gate, refusals, refused));
        registration.setOrder(BEFORE_BODY);
        // Not again when the body has arrived.
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    OperatorAlertSource intakeAlerts(Refusals refusals, Clock clock) {
        return new IntakeAlerts(refusals, clock);
    }

    private static Supplier<Map<String, Backlog>> backlogs(ProcessorBacklogs processors) {
        return () -> {
            Map<String, Backlog> known = new HashMap<>();
            AWAITED.forEach((processor, event) ->
                    processors.of(processor, event).ifPresent(backlog -> known.put(processor, backlog)));
            return known;
        };
    }

    private static Supplier<Duration> waitOf(GroupedRequests requests) {
        return () -> requests.waiting() < OVERLOAD ? Duration.ZERO : requests.longestWait();
    }

    /** The queue of the pool for requests. */
    private static IntSupplier waiting(DataSource dataSource) throws SQLException {
        HikariDataSource requests = dataSource.unwrap(HikariDataSource.class);
        return () -> {
            HikariPoolMXBean pool = requests.getHikariPoolMXBean();
            return pool == null ? 0 : pool.getThreadsAwaitingConnection();
        };
    }

    /** Metrics {@code ordersaga.intake.*}, from memory. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class MetricsConfiguration {

        @Bean
        MeterBinder intakeMetrics(IntakeGate gate, Refusals refusals) {
            return registry -> {
                Gauge.builder("ordersaga.intake.refusal.probability", gate, IntakeGate::probability)
                        .description(
                                "probability with which a new order is refused because accepted ones wait too long")
                        .strongReference(true)
                        .register(registry);
                Gauge.builder("ordersaga.intake.delay", gate, IntakeGate::delay)
                        .description(
                                "estimated wait of a new order for the processors; not a number if no orders arrive")
                        .baseUnit("seconds")
                        .strongReference(true)
                        .register(registry);
                for (RefusalReason reason : RefusalReason.values()) {
                    FunctionCounter.builder("ordersaga.intake.refused", refusals, counted -> counted.count(reason))
                            .description("new orders that were refused")
                            .tag("reason", reason.tag())
                            .register(registry);
                }
            };
        }
    }
}
