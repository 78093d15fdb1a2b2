package dev.ordersaga.order.web;

import dev.ordersaga.api.status.OrderLinks;
import dev.ordersaga.eventstore.serialization.PayloadProtection;
import dev.ordersaga.http.route.PublicRoutes;
import dev.ordersaga.idempotency.GroupedRequests;
import dev.ordersaga.idempotency.IdempotentExecutor;
import dev.ordersaga.privacy.keys.SubjectKeys;
import io.github.bucket4j.TimeMeter;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wiring of the REST API for order commands. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VelocitySettings.class)
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
            GroupedRequests grouped,
            OrderCommandDispatcher orders,
            RequestsInFlight inFlight,
            VelocitySettings velocity,
            PayloadProtection protection) {
        return new PlaceOrderController(
                grouped,
                orders,
                inFlight,
                new CustomerVelocity(velocity, TimeMeter.SYSTEM_NANOTIME),
                protection::pseudonym);
    }

    @Bean
    OrderActionHandler orderActionHandler(
            IdempotentExecutor executor, OrderCommandDispatcher orders, RequestsInFlight inFlight, SubjectKeys keys) {
        return new OrderActionHandler(executor, orders, inFlight, new StoredCallers(keys));
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
