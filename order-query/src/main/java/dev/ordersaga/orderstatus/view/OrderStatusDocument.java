package dev.ordersaga.orderstatus.view;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.ordersaga.eventstore.serialization.PayloadProtection;
import dev.ordersaga.orderstatus.compression.DocumentCompression;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.json.JsonMapper;

/** Serialized form of a status in its row: JSON of its fields, compressed. */
final class OrderStatusDocument {

    private final JsonMapper json;

    /** @param protection encrypts the personal data in it */
    OrderStatusDocument(PayloadProtection protection) {
        JsonMapper.Builder builder = JsonMapper.builder()
                // Rolling update: a row that a newer release wrote can be read by this one.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
                // Most orders have no refunds, no disputes and no hard declines.
                .withConfigOverride(List.class, OrderStatusDocument::withoutEmpty)
                .withConfigOverride(Set.class, OrderStatusDocument::withoutEmpty)
                // Derived values are not stored.
                .changeDefaultVisibility(visibility -> visibility
                        .withFieldVisibility(Visibility.ANY)
                        .withGetterVisibility(Visibility.NONE)
                        .withIsGetterVisibility(Visibility.NONE));
        protection.jsonModule().ifPresent(builder::addModule);
        json = builder.build();
    }

    private static void withoutEmpty(MutableConfigOverride collection) {
        collection
                .setInclude(JsonInclude.Value.construct(Include.NON_EMPTY, Include.ALWAYS))
                .setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }

    byte[] write(OrderStatus status) {
        return DocumentCompression.compress(json.writeValueAsBytes(status));
    }

    OrderStatus read(byte[] document) {
        return readAll(List.of(document), documents -> {}).getFirst();
    }

    /** @param announce is called with the JSON documents first, so that keys of all of them can be loaded at once */
    List<OrderStatus> readAll(List<byte[]> documents, Consumer<Collection<byte[]>> announce) {
        List<byte[]> expanded =
                documents.stream().map(DocumentCompression::expand).toList();
        announce.accept(expanded);
        return expanded.stream()
                .map(document -> json.readValue(document, OrderStatus.class))
                .toList();
    }
}
