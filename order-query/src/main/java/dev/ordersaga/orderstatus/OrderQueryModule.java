package dev.ordersaga.orderstatus;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.serialization.PayloadTypes;
import dev.ordersaga.http.HttpContractModule;
import dev.ordersaga.operations.OperationsModule;
import dev.ordersaga.orderstatus.view.OrderStatusViewModule;
import dev.ordersaga.orderstatus.web.OrderStatusWebModule;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The order-query service: everything it is made of. */
@Configuration(proxyBeanMethods = false)
@Import({HttpContractModule.class, OperationsModule.class, OrderStatusViewModule.class, OrderStatusWebModule.class})
public class OrderQueryModule {

    @Bean
    SchemaMigration orderStatusSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, OrderStatusViewModule.SCHEMA);
    }

    @Bean
    PayloadTypes orderEventsForTheViews() {
        return PayloadTypes.permittedBy(OrderEvent.class);
    }

    /** They are passed over, but the stream has them, and a name that nobody registered is not read. */
    @Bean
    PayloadTypes paymentEventsBesideTheViews() {
        return PayloadTypes.permittedBy(PaymentEvent.class);
    }
}
