package dev.ordersaga.orderstatus.customerdata.web;

import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.operations.audit.AuditedActions;
import dev.ordersaga.operations.web.Actions;
import dev.ordersaga.orderstatus.view.OrderStatusReader;
import dev.ordersaga.privacy.erasure.Erasures;
import dev.ordersaga.privacy.erasure.OpenRecords;
import dev.ordersaga.privacy.keys.RecordSubjects;
import dev.ordersaga.privacy.keys.SubjectKeys;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the export and the erasure of a customer's data. */
@Configuration(proxyBeanMethods = false)
public class CustomerDataConfiguration {

    private static final int ORDERS_AT_A_TIME = 1_000;

    @Bean
    CustomerDataController customerDataController(SubjectKeys keys, OrderStatusReader orders, EventStore events) {
        return new CustomerDataController(keys, new CustomerDataExport(orders, events, ORDERS_AT_A_TIME));
    }

    @Bean
    ErasuresController erasuresController(
            SubjectKeys keys, RecordSubjects records, Erasures erasures, OpenRecords orders, AuditedActions audited) {
        return new ErasuresController(keys, records, erasures, orders, new Actions(audited));
    }

    @Bean
    OperatorAlertSource overdueErasures(Erasures erasures, Clock clock) {
        return new OverdueErasures(erasures, clock);
    }
}
