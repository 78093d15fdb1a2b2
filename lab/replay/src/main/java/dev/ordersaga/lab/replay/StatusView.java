package dev.ordersaga.lab.replay;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An order as the service shows it.
 *
 * @param reason null unless it was rejected
 * @param lines how many lines it has
 * @param isOpen whether the service announced that more will happen
 */
record StatusView(
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
        boolean isOpen) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Reads a 200 answer. Throws {@link ContractBreachException} when it is not what the contract promises. */
    static StatusView of(Answer answer) throws ContractBreachException {
        try {
            JsonNode view = JSON.readTree(answer.body());
            JsonNode payment = view.path("payment");
            return new StatusView(
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
                    answer.entityTag(),
                    answer.retryAfter() != null);
        } catch (JacksonException | DateTimeException | NumberFormatException e) {
            throw new ContractBreachException("a status view that cannot be read: " + e.getMessage());
        }
    }

    /** An amount is a string; one that is not there yet is nothing. */
    private static BigDecimal amount(JsonNode amount) {
        return amount.isMissingNode() || amount.isNull() ? BigDecimal.ZERO : new BigDecimal(amount.stringValue());
    }

    /** From the order's placing to its last change, by the service's own clock. */
    Duration age() {
        return Duration.between(placedAt, updatedAt);
    }
}
