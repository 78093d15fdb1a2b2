package dev.ordersaga.eventprocessing.rebuild;

import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
import dev.ordersaga.eventstore.reading.ExactReading;
import java.time.Clock;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of rebuilds. */
@Configuration(proxyBeanMethods = false)
public class RebuildConfiguration {

    @Bean
    Rebuilds rebuilds(
            ObjectProvider<RebuildableView> views,
            JdbcClient jdbc,
            EventStore events,
            ProcessorRegistry processors,
            TransactionManager transactions,
            ExactReading reading,
            Clock clock) {
        RebuildTable table = new RebuildTable(jdbc);
        RebuildSteps steps = new RebuildSteps(table, events, processors, transactions, clock);
        return new Rebuilds(views.stream().toList(), table, steps, processors, reading, clock);
    }

    @Bean
    OperatorAlertSource rebuildAlerts(Rebuilds rebuilds) {
        return new RebuildAlerts(rebuilds);
    }
}
