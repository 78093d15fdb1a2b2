package dev.ordersaga.orderstatus.view;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** A poll sees what the projection has written, and nothing else: reading on in the stream is ours. */
@AutoConfiguration
@ConditionalOnClass(name = "dev.ordersaga.orderstatus.view.OrderStatuses")
public class StockStatusViewAutoConfiguration {

    @Bean
    OrderStatuses orderStatuses(OrderStatusRows rows) {
        return new OrderStatuses() {
            @Override
            public Optional<OrderStatus> find(UUID orderId) {
                return rows.find(orderId);
            }

            @Override
            public OrderStatus follow(OrderStatus known) {
                return find(known.orderId()).orElse(known);
            }

            @Override
            public List<OrderSummary> list(OrderSearch search) {
                return rows.list(search);
            }
        };
    }
}
