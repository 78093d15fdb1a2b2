package dev.ordersaga.orderstatus.web;

import dev.ordersaga.api.status.OrderLinks;
import dev.ordersaga.http.route.PublicRoutes;
import dev.ordersaga.orderstatus.view.OrderStatusLongPolling;
import dev.ordersaga.orderstatus.view.OrderStatuses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the REST API for order queries. */
@Configuration(proxyBeanMethods = false)
public class OrderStatusWebConfiguration {

    @Bean
    PublicRoutes orderStatusRoutes() {
        return new PublicRoutes(OrderLinks.methodsByPath());
    }

    @Bean
    OrderStatusController orderStatusController(OrderStatuses orders, OrderStatusLongPolling longPolling) {
        return new OrderStatusController(orders, longPolling);
    }

    @Bean
    OrderListController orderListController(OrderStatuses orders) {
        return new OrderListController(orders);
    }
}
