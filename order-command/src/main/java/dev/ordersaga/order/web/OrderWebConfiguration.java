package dev.ordersaga.order.web;

import dev.ordersaga.api.status.OrderLinks;
import dev.ordersaga.http.route.PublicRoutes;
import dev.ordersaga.idempotency.GroupedRequests;
import dev.ordersaga.idempotency.IdempotentExecutor;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wiring of the REST API for order commands. */
@Configuration(proxyBeanMethods = false)
public class OrderWebConfiguration {

    /** Half of the connections for requests. */
    private static final int MOST_REQUESTS_OF_AN_ORDER = 6;

    @Bean
    OrderCommandDispatcher orderCommandDispatcher(CommandGateway commands) {
        return new OrderCommandDispatcher(commands, new JsonMapper());
    }

    @Bean
    PublicRoutes orderCommandRoutes() {
        return new PublicRoutes(OrderLinks.methodsByPath());
    }

    @Bean
    RequestsInFlight requestsInFlight() {
        return new RequestsInFlight(MOST_REQUESTS_OF_AN_ORDER);
    }

    @Bean
    PlaceOrderController placeOrderController(
            GroupedRequests grouped, OrderCommandDispatcher orders, RequestsInFlight inFlight) {
        return new PlaceOrderController(grouped, orders, inFlight);
    }

    @Bean
    OrderActionHandler orderActionHandler(
            IdempotentExecutor executor, OrderCommandDispatcher orders, RequestsInFlight inFlight) {
        return new OrderActionHandler(executor, orders, inFlight);
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
