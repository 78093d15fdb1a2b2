package dev.ordersaga.orderstatus.web;

import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.eventstore.testing.TestApiKey;
import dev.ordersaga.http.HttpContractConfiguration;
import dev.ordersaga.http.access.ApiKeys;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.orderstatus.persons.Viewer;
import dev.ordersaga.orderstatus.view.OrderSearch;
import dev.ordersaga.orderstatus.view.OrderStatus;
import dev.ordersaga.orderstatus.view.OrderStatusLongPolling;
import dev.ordersaga.orderstatus.view.OrderStatuses;
import dev.ordersaga.orderstatus.view.OrderSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;

/** The web layer alone, over statuses that a test adds. */
@SpringBootConfiguration
@Import({HttpContractConfiguration.class, OrderStatusWebConfiguration.class})
class StatusViewsApplication {

    static final int MAX_HELD_REQUESTS = 2;

    @Bean
    KnownOrders knownOrders() {
        return new KnownOrders();
    }

    @Bean
    OrderStatusLongPolling orderStatusLongPolling(KnownOrders orders) {
        return new OrderStatusLongPolling(orders, MAX_HELD_REQUESTS, MAX_HELD_REQUESTS, Duration.ofSeconds(5));
    }

    @Bean
    ApiKeys apiKeys() {
        return (key, beforeLookUp) ->
                Optional.of(new Caller("default", "key:shop", null, EnumSet.of(Scope.ORDERS_READ)));
    }

    @Bean
    MockMvcBuilderCustomizer authenticated() {
        return builder -> builder.defaultRequest(get("/").header(HttpHeaders.AUTHORIZATION, TestApiKey.BEARER));
    }

    /** Statuses and summaries that a test adds. */
    static final class KnownOrders implements OrderStatuses {

        final Map<UUID, OrderStatus> byId = new ConcurrentHashMap<>();
        final List<OrderSummary> summaries = new ArrayList<>();
        final List<OrderSearch> searches = new ArrayList<>();

        void add(OrderStatus order) {
            byId.put(order.orderId(), order);
        }

        List<OrderSummary> addSummaries(int count) {
            for (int i = 0; i < count; i++) {
                summaries.add(new OrderSummary(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "17850",
                        OrderState.CONFIRMED,
                        null,
                        PaymentStatus.CAPTURED,
                        2,
                        TOTAL,
                        Instant.parse("2026-11-20T09:30:00.000001Z"),
                        Instant.parse("2026-11-20T09:30:02Z"),
                        Set.of(OrderAction.CANCELLATION, OrderAction.SHIPMENT)));
            }
            return summaries;
        }

        @Override
        public Optional<OrderStatus> find(UUID orderId, Viewer viewer) {
            return Optional.ofNullable(byId.get(orderId));
        }

        @Override
        public OrderStatus refresh(OrderStatus known) {
            return byId.getOrDefault(known.orderId(), known);
        }

        @Override
        public List<OrderSummary> list(OrderSearch search) {
            searches.add(search);
            return summaries;
        }
    }
}
