package dev.ordersaga.orderstatus.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordersaga.api.status.OrderLinks;
import dev.ordersaga.orderstatus.view.OrderSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Response body of a page of orders; the {@code Link} header holds the next page. */
record OrderListView(List<Entry> orders) {

    static OrderListView of(List<OrderSummary> orders) {
        return new OrderListView(orders.stream().map(Entry::of).toList());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            UUID orderId,
            String customerId,
            String status,
            @Nullable String reason,
            String paymentStatus,
            long version,
            String total,
            String currency,
            Instant placedAt,
            Instant updatedAt,
            Map<String, String> links) {

        static Entry of(OrderSummary order) {
            return new Entry(
                    order.orderId(),
                    order.customerId(),
                    order.status().name(),
                    order.reason() == null ? null : order.reason().name(),
                    order.paymentStatus().name(),
                    order.version(),
                    order.total().toDecimalString(),
                    order.total().currency().getCurrencyCode(),
                    order.placedAt(),
                    order.updatedAt(),
                    OrderLinks.of(order.orderId(), order.availableActions()));
        }
    }
}
