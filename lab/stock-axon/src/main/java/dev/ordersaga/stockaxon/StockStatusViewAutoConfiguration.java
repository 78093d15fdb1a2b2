package dev.ordersaga.stockaxon;

import dev.ordersaga.orderstatus.persons.Viewer;
import dev.ordersaga.orderstatus.view.OrderSearch;
import dev.ordersaga.orderstatus.view.OrderStatus;
import dev.ordersaga.orderstatus.view.OrderStatusReader;
import dev.ordersaga.orderstatus.view.OrderStatuses;
import dev.ordersaga.orderstatus.view.OrderSummary;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Polls read the row that the projection wrote, and no later events of the stream: stock Axon has no read-your-writes. */
@AutoConfiguration
@ConditionalOnClass(name = "dev.ordersaga.orderstatus.view.OrderStatuses")
public class StockStatusViewAutoConfiguration {

    @Bean
    OrderStatuses orderStatuses(OrderStatusReader rows) {
        return new OrderStatuses() {
            @Override
            public Optional<OrderStatus> find(UUID orderId, Viewer viewer) {
                return Optional.ofNullable(rows.find(orderId, viewer).status());
            }

            @Override
            public OrderStatus refresh(OrderStatus known) {
                return find(known.orderId(), Viewer.UNLIMITED).orElse(known);
            }

            @Override
            public List<OrderSummary> list(OrderSearch search) {
                return rows.list(search);
            }
        };
    }
}
