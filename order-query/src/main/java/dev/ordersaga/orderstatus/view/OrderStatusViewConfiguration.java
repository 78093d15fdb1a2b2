package dev.ordersaga.orderstatus.view;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.api.order.ConcernsOrder;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.eventprocessing.completeness.CompletenessAudit;
import dev.ordersaga.eventprocessing.completeness.CompletenessAuditor;
import dev.ordersaga.eventprocessing.processors.StreamingProcessor;
import dev.ordersaga.eventprocessing.processors.StreamingProcessorRegistration;
import dev.ordersaga.eventprocessing.rebuild.RebuildableView;
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

/** Wiring of the status views: the processor that keeps the rows, and those who read them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StuckOrderSettings.class)
public class OrderStatusViewConfiguration {

    /** Of the service: its tokens and its views. */
    public static final String SCHEMA = "orderstatus";

    /** Fixed once tokens exist. */
    private static final int SEGMENTS = 1;

    private static final int BATCH = 200;

    /** Lists may be that much behind. Who asks for one order is told all that happened to it, whatever the row knows. */
    private static final Duration GATHERING = Duration.ofMillis(25);

    /** Each is a connection of a client and a few kilobytes; Tomcat takes 8,192. */
    private static final int MOST_WAITING = 2_000;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    @Bean
    OrderStatusRows orderStatusRows(JdbcTemplate jdbc) {
        return new OrderStatusRows(jdbc, OrderStatusRows.TABLE);
    }

    @Bean
    OrderStream orderStream(EventStore events) {
        return new OrderStream(events);
    }

    @Bean
    OrderStatuses orderStatuses(OrderStatusRows rows, OrderStream stream) {
        return new StoredOrderStatuses(rows, stream);
    }

    @Bean
    OrderStatusLongPolling orderNews(OrderStatuses orders, CommitNotifications arrivals) {
        var news = new OrderStatusLongPolling(orders, MOST_WAITING, BETWEEN_LOOKS);
        news.follow(arrivals);
        return news;
    }

    /** Axon finds the handlers of beans by itself, and their processor by the name that they carry. */
    @Bean
    OrderStatusProjection orderStatusProjection(OrderStatusRows rows, OrderStream stream) {
        return new OrderStatusProjection(rows, stream);
    }

    @Bean
    RebuildableView orderStatusRebuild(JdbcTemplate template, JdbcClient jdbc, OrderStream stream) {
        return new OrderStatusRebuild(jdbc, new OrderStatusRows(template, OrderStatusRebuild.TABLE), stream);
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
                        .debouncing(GATHERING));
    }

    @Bean
    OperatorAlertSource stuckOrders(JdbcClient jdbc, Clock clock, StuckOrderSettings settings) {
        return new StuckOrders(jdbc, clock, settings);
    }

    @Bean
    CompletenessAudit statusViewCheck(JdbcClient jdbc) {
        return new ViewCompletenessAudit(jdbc);
    }

    @Bean
    RecurringTask<Void> statusViewCheckTask(
            @Qualifier("statusViewCheck") CompletenessAudit check, CompletenessAuditor completeness) {
        return Tasks.recurring("check-order-status", FixedDelay.of(completeness.interval()))
                .execute((task, context) -> completeness.run(check));
    }

    @Bean
    OrdersByState ordersByState(OrderStatusRows rows, Clock clock) {
        return new OrdersByState(rows::countByState, clock);
    }
}
