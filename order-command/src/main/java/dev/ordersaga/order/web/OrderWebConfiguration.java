package dev.ordersaga.order.web;

import dev.ordersaga.idempotency.IdempotentExecutor;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wiring of the REST API for order commands. */
@Configuration(proxyBeanMethods = false)
public class OrderWebConfiguration {

    @Bean
    OrderCommandDispatcher orderCommandDispatcher(CommandGateway commands) {
        return new OrderCommandDispatcher(commands, new JsonMapper());
    }

    @Bean
    PlaceOrderController placeOrderController(IdempotentExecutor executor, OrderCommandDispatcher orders) {
        return new PlaceOrderController(executor, orders);
    }

    @Bean
    OrderActionHandler orderActionHandler(IdempotentExecutor executor, OrderCommandDispatcher orders) {
        return new OrderActionHandler(executor, orders);
    }

    @Bean
    CancelOrderController cancelOrderController(OrderActionHandler actions) {
        return new CancelOrderController(actions);
    }

    @Bean
    PaymentAttemptController paymentAttemptController(OrderActionHandler actions) {
        return new PaymentAttemptController(actions);
    }

    @Bean
    ShipmentController shipmentController(OrderActionHandler actions) {
        return new ShipmentController(actions);
    }

    @Bean
    RefundController refundController(OrderActionHandler actions) {
        return new RefundController(actions);
    }
}
