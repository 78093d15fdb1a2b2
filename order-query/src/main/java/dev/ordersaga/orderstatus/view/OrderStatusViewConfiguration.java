package dev.ordersaga.orderstatus.view;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.api.order.ConcernsOrder;
import dev.ordersaga.api.orderstate.OrderCase;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.eventprocessing.completeness.CompletenessAudit;
import dev.ordersaga.eventprocessing.completeness.CompletenessAuditor;
import dev.ordersaga.eventprocessing.processors.StreamingProcessor;
import dev.ordersaga.eventprocessing.processors.StreamingProcessorRegistration;
import dev.ordersaga.eventprocessing.rebuild.RebuildableView;
import dev.ordersaga.eventstore.aggregates.AggregateStreams;
import dev.ordersaga.eventstore.wakeup.CommitNotifications;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of the status views: projection, queries, long polling, rebuild, audit, alerts and metrics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StuckOrderSettings.class)
public class OrderStatusViewConfiguration {

    /** The database schema of the service: its tokens, its read model and its scheduled tasks. */
    public static final String SCHEMA = "orderstatus";

    /** Fixed once tokens exist. */
    private static final int SEGMENTS = 1;

    private static final int BATCH = 1_000;

    /**
     * How long events are collected into a batch, five times as long under load: lists may be this late. Most orders settle
     * within it, so that their row is written once. Single orders are read-your-writes all the same.
     */
    private static final Duration DEBOUNCE = Duration.ofMillis(200);

    /** At most; Tomcat accepts 8,192 connections. */
    private static final int MAX_HELD_REQUESTS = 2_000;

    /** Heap per held request: four times what its connection, its buffers and an order's status take. */
    private static final long HEAP_PER_HELD_REQUEST = 512 * 1024;

    private static final Duration LONG_POLLING_REFRESH = Duration.ofSeconds(5);

    @Bean
    OrderStatusRows orderStatusRows(JdbcTemplate jdbc) {
        return new OrderStatusRows(jdbc, OrderStatusRows.TABLE);
    }

    @Bean
    OrderStream orderStream(EventStore events) {
        return new OrderStream(events);
    }

    @Bean
    OrderStatuses orderStatuses(OrderStatusReader rows, OrderStream stream) {
        return new ReadYourWritesOrderStatuses(rows, stream);
    }

    @Bean
    OrderStatusLongPolling orderStatusLongPolling(OrderStatuses orders, CommitNotifications notifications) {
        int held = (int) Math.min(MAX_HELD_REQUESTS, Runtime.getRuntime().maxMemory() / HEAP_PER_HELD_REQUEST);
        // Behind a proxy that does not name its clients, all of them are one.
        var longPolling = new OrderStatusLongPolling(orders, held, held / 2, LONG_POLLING_REFRESH);
        longPolling.subscribeTo(notifications);
        return longPolling;
    }

    /** Axon finds event handlers among the beans, and their processor by {@code @ProcessingGroup}. */
    @Bean
    OrderStatusProjection orderStatusProjection(OrderStatusRows rows, OrderStream stream) {
        return new OrderStatusProjection(rows, stream);
    }

    @Bean
    RebuildableView orderStatusRebuild(JdbcTemplate jdbc, OrderStream stream, AggregateStreams streams) {
        return new OrderStatusRebuild(jdbc, new OrderStatusRows(jdbc, OrderStatusRebuild.TABLE), stream, streams);
    }

    @Bean
    ConfigurerModule orderStatusProcessor(StreamingProcessorRegistration processors) {
        return configurer -> processors.register(
                configurer.eventProcessing(),
                new StreamingProcessor(
                                OrderStatusProjection.PROCESSOR,
                                SCHEMA,
                                SEGMENTS,
                                BATCH,
                                event -> ((ConcernsOrder) event.getPayload()).orderId())
                        .debouncing(DEBOUNCE));
    }

    @Bean
    OperatorAlertSource stuckOrders(JdbcClient jdbc, Clock clock, StuckOrderSettings settings) {
        return new StuckOrders(jdbc, clock, settings);
    }

    @Bean
    OrderCaseRows orderCaseRows(JdbcClient jdbc, Clock clock) {
        return new OrderCaseRows(jdbc, clock);
    }

    @Bean
    OperatorAlertSource captureFailedAlerts(OrderCaseRows cases) {
        return new OrderCaseAlerts(OrderCase.Kind.CAPTURE_FAILED, cases);
    }

    @Bean
    OperatorAlertSource releaseFailedAlerts(OrderCaseRows cases) {
        return new OrderCaseAlerts(OrderCase.Kind.RELEASE_FAILED, cases);
    }

    @Bean
    OperatorAlertSource refundFailedAlerts(OrderCaseRows cases) {
        return new OrderCaseAlerts(OrderCase.Kind.REFUND_FAILED, cases);
    }

    @Bean
    OperatorAlertSource disputeAlerts(OrderCaseRows cases) {
        return new OrderCaseAlerts(OrderCase.Kind.DISPUTE, cases);
    }

    @Bean
    OperatorAlertSource chargedBackAlerts(OrderCaseRows cases) {
        return new OrderCaseAlerts(OrderCase.Kind.CHARGED_BACK, cases);
    }

    @Bean
    CompletenessAudit viewCompletenessAudit(JdbcClient jdbc) {
        return new ViewCompletenessAudit(jdbc);
    }

    @Bean
    RecurringTask<Void> viewAuditTask(
            @Qualifier("viewCompletenessAudit") CompletenessAudit audit, CompletenessAuditor auditor) {
        return Tasks.recurring("check-order-status", FixedDelay.of(auditor.interval()))
                .execute((task, context) -> auditor.run(audit));
    }

    @Bean
    OrdersByState ordersByState(OrderStatusRows rows, Clock clock) {
        return new OrdersByState(rows::countByState, clock);
    }
}
