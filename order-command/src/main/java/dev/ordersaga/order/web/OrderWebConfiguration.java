package dev.ordersaga.order.web;

import dev.ordersaga.idempotency.IdempotentExecutor;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The REST commands on orders. */
@Configuration(proxyBeanMethods = false)
public class OrderWebConfiguration {

    @Bean
    OrderCommandDispatcher orderCommands(CommandGateway commands) {
        return new OrderCommandDispatcher(commands, new JsonMapper());
    }

    @Bean
    PlaceOrderController placeOrderController(IdempotentExecutor requests, OrderCommandDispatcher orders) {
        return new PlaceOrderController(requests, orders);
    }

    @Bean
    OrderActionHandler orderRequests(IdempotentExecutor requests, OrderCommandDispatcher orders) {
        return new OrderActionHandler(requests, orders);
    }

    @Bean
    CancelOrderController cancelOrderController(OrderActionHandler requests) {
        return new CancelOrderController(requests);
    }

    @Bean
    PaymentAttemptController paymentAttemptController(OrderActionHandler requests) {
        return new PaymentAttemptController(requests);
    }

    @Bean
    ShipmentController shipmentController(OrderActionHandler requests) {
        return new ShipmentController(requests);
    }

    @Bean
    RefundController refundController(OrderActionHandler requests) {
        return new RefundController(requests);
    }
}
