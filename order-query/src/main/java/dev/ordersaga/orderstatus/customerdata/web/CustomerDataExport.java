package dev.ordersaga.orderstatus.customerdata.web;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.orderstatus.view.OrderSearch.PageKey;
import dev.ordersaga.orderstatus.view.OrderStatus;
import dev.ordersaga.orderstatus.view.OrderStatusReader;
import dev.ordersaga.orderstatus.web.ListCursor;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes the orders of a customer with all of their events, page by page. */
final class CustomerDataExport {

    private static final int PAGE = 50;

    /** The stored fields, in the clear. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility
                    .withFieldVisibility(ANY)
                    .withGetterVisibility(NONE)
                    .withIsGetterVisibility(NONE))
            .build();

    private final OrderStatusReader orders;
    private final EventStore events;
    private final int ordersAtATime;

    /** @param ordersAtATime the maximum number of orders in one response */
    CustomerDataExport(OrderStatusReader orders, EventStore events, int ordersAtATime) {
        this.orders = orders;
        this.events = events;
        this.ordersAtATime = ordersAtATime;
    }

    private record StoredEvent(String type, Instant at, Object data) {}

    /**
     * @param tenant for the link to the rest; null if its caller has one
     * @param after only orders after this key; null for the first ones
     */
    void write(@Nullable String tenant, String customerId, UUID subject, @Nullable PageKey after, OutputStream target) {
        try (JsonGenerator json = JSON.createGenerator(target)) {
            json.writeStartObject();
            json.writeStringProperty("customerId", customerId);
            json.writeArrayPropertyStart("orders");
            PageKey last = writeOrders(subject, after, json);
            json.writeEndArray();
            if (last != null) {
                json.writeStringProperty("next", next(tenant, customerId, last));
            }
            json.writeEndObject();
        }
    }

    /** Returns the key of the last order if others follow. */
    private @Nullable PageKey writeOrders(UUID subject, @Nullable PageKey after, JsonGenerator json) {
        PageKey last = after;
        for (int written = 0; written < ordersAtATime; written += PAGE) {
            int limit = Math.min(PAGE, ordersAtATime - written);
            List<OrderStatus> page = orders.ofSubject(subject, last, limit);
            page.forEach(order -> write(order, json));
            if (page.size() < limit) {
                return null;
            }
            last = new PageKey(page.getLast().placedAt(), page.getLast().orderId());
        }
        return last;
    }

    private void write(OrderStatus order, JsonGenerator json) {
        json.writeStartObject();
        json.writePOJOProperty("order", order);
        json.writeArrayPropertyStart("events");
        writeEvents(order.orderId(), json);
        writeEvents(PaymentIds.forOrder(order.orderId()), json);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeEvents(UUID stream, JsonGenerator json) {
        events.readEvents(stream.toString()).forEachRemaining(event -> json.writePOJO(stored(event)));
    }

    private static StoredEvent stored(DomainEventMessage<?> event) {
        return new StoredEvent(event.getPayloadType().getSimpleName(), event.getTimestamp(), event.getPayload());
    }

    private static String next(@Nullable String tenant, String customerId, PageKey last) {
        return "/customer-data?customerId=" + URLEncoder.encode(customerId, StandardCharsets.UTF_8)
                + (tenant == null ? "" : "&tenant=" + tenant) + "&cursor=" + ListCursor.after(last);
    }
}
