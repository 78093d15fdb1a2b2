package dev.ordersaga.lab.replay;

import java.math.BigDecimal;
import java.net.ProtocolException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Status view of an order, as the service shows it.
 *
 * @param reason null unless it was rejected
 * @param lines number of lines
 * @param pending whether the service announced further changes by Retry-After
 */
record OrderView(
        String status,
        @Nullable String reason,
        long version,
        String currency,
        BigDecimal total,
        BigDecimal captured,
        BigDecimal refunded,
        int lines,
        Instant placedAt,
        Instant updatedAt,
        @Nullable String entityTag,
        boolean pending) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Parses a response with status 200. Throws {@link ProtocolException} when it violates the contract. */
    static OrderView of(ServiceResponse response) throws ProtocolException {
        try {
            JsonNode view = JSON.readTree(response.body());
            JsonNode payment = view.path("payment");
            return new OrderView(
                    view.required("status").stringValue(),
                    view.path("reason").stringValue(null),
                    view.required("version").longValue(),
                    view.required("currency").stringValue(),
                    amount(view.required("total")),
                    amount(payment.path("capturedTotal")),
                    amount(payment.path("refundedTotal")),
                    view.required("lines").size(),
                    Instant.parse(view.required("placedAt").stringValue()),
                    Instant.parse(view.required("updatedAt").stringValue()),
                    response.entityTag(),
                    response.retryAfter() != null);
        } catch (JacksonException | DateTimeException | NumberFormatException e) {
            throw new ProtocolException("status view that cannot be parsed: " + e.getMessage());
        }
    }

    /** Amounts are strings; a missing one is zero. */
    private static BigDecimal amount(JsonNode amount) {
        return amount.isMissingNode() || amount.isNull() ? BigDecimal.ZERO : new BigDecimal(amount.stringValue());
    }

    /** Time from placing the order to its last change, by the service's clock. */
    Duration age() {
        return Duration.between(placedAt, updatedAt);
    }
}
