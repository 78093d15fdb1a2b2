package dev.ordersaga.orderstatus.view;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Serialized form of a status in its row: JSON of its fields. */
final class OrderStatusDocument {

    private static final JsonMapper JSON = JsonMapper.builder()
            // Rolling update: a row that a newer release wrote can be read by this one.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
            // Derived values are not stored.
            .changeDefaultVisibility(visibility -> visibility
                    .withFieldVisibility(Visibility.ANY)
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE))
            .build();

    private OrderStatusDocument() {}

    static byte[] write(OrderStatus status) {
        return JSON.writeValueAsBytes(status);
    }

    static OrderStatus read(byte[] document) {
        return JSON.readValue(document, OrderStatus.class);
    }
}
