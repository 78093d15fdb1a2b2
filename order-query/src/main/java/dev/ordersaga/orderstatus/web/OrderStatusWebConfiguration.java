package dev.ordersaga.orderstatus.web;

import dev.ordersaga.orderstatus.view.OrderStatusLongPolling;
import dev.ordersaga.orderstatus.view.OrderStatuses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the status views over HTTP. */
@Configuration(proxyBeanMethods = false)
public class OrderStatusWebConfiguration {

    @Bean
    OrderStatusController orderStatusController(OrderStatuses orders, OrderStatusLongPolling news) {
        return new OrderStatusController(orders, news);
    }

    @Bean
    OrderListController orderListController(OrderStatuses orders) {
        return new OrderListController(orders);
    }
}
