package dev.ordersaga.order.web;

import dev.ordersaga.idempotency.IdempotentRequests;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The REST commands on orders. */
@Configuration(proxyBeanMethods = false)
public class OrderWebModule {

    @Bean
    OrderCommands orderCommands(CommandGateway commands) {
        return new OrderCommands(commands, new JsonMapper());
    }

    @Bean
    PlaceOrderController placeOrderController(IdempotentRequests requests, OrderCommands orders) {
        return new PlaceOrderController(requests, orders);
    }

    @Bean
    OrderRequests orderRequests(IdempotentRequests requests, OrderCommands orders) {
        return new OrderRequests(requests, orders);
    }

    @Bean
    CancelOrderController cancelOrderController(OrderRequests requests) {
        return new CancelOrderController(requests);
    }

    @Bean
    PaymentAttemptController paymentAttemptController(OrderRequests requests) {
        return new PaymentAttemptController(requests);
    }

    @Bean
    ShipmentController shipmentController(OrderRequests requests) {
        return new ShipmentController(requests);
    }

    @Bean
    RefundController refundController(OrderRequests requests) {
        return new RefundController(requests);
    }
}
