package dev.ordersaga.lab.replay;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The requests of the order contract. All of them may be sent again without harm. */
final class OrderRequests {

    private final URI service;
    private final Currency currency;
    private final Duration longestAnswer;
    private final JsonMapper json = new JsonMapper();

    /**
     * @param service address without a path
     * @param longestAnswer how long to wait for one answer
     */
    OrderRequests(URI service, Currency currency, Duration longestAnswer) {
        this.service = service;
        this.currency = currency;
        this.longestAnswer = longestAnswer;
    }

    /** Places the order under the id that belongs to its invoice. */
    HttpRequest place(PlannedOrder order) {
        return to("/orders/" + order.id())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key(order.invoice().number()))
                .PUT(BodyPublishers.ofByteArray(json.writeValueAsBytes(body(order))))
                .build();
    }

    /** @param entityTag of the view that is already known; null asks for any */
    HttpRequest poll(UUID orderId, @Nullable String entityTag) {
        HttpRequest.Builder request = to("/orders/" + orderId).GET();
        if (entityTag != null) {
            request.header("If-None-Match", entityTag);
        }
        return request.build();
    }

    /** @param cancellation number of the cancellation invoice: one invoice cancels once */
    HttpRequest cancel(UUID orderId, String cancellation) {
        return to("/orders/" + orderId + "/cancellation")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key(cancellation))
                .POST(BodyPublishers.ofString("{\"reason\":\"cancellation invoice\"}"))
                .build();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(longestAnswer)
                .header("Accept", "application/json, application/problem+json");
    }

    /** Keys are visible ASCII without spaces; numbers of the known files already are. */
    private static String key(String invoiceNumber) {
        return URLEncoder.encode(invoiceNumber, StandardCharsets.UTF_8);
    }

    private ObjectNode body(PlannedOrder order) {
        ObjectNode body = json.createObjectNode();
        String customer = order.invoice().customerId();
        if (customer != null) {
            body.put("customerId", customer);
        }
        body.put("currency", currency.getCurrencyCode());
        body.put("paymentMethod", order.paymentMethod());
        var lines = body.putArray("lines");
        for (InvoiceLine line : order.invoice().lines()) {
            ObjectNode sent = lines.addObject().put("sku", line.sku());
            if (line.description() != null) {
                sent.put("description", line.description());
            }
            sent.put("quantity", line.quantity()).put("unitPrice", line.unitPrice());
        }
        return body;
    }
}
