package dev.ordersaga.lab.oracle;

import java.math.BigDecimal;
import java.util.Currency;
import tools.jackson.databind.JsonNode;

/**
 * An event as stored.
 *
 * @param index position in the log
 * @param id unique
 * @param aggregate id of its stream; {@code sequence} is the position there
 * @param type simple class name
 * @param payload its fields
 */
public record StoredEvent(long index, String id, String aggregate, long sequence, String type, JsonNode payload) {

    String orderId() {
        return payload.path("orderId").asString("");
    }

    /** The amount in this field, in the currency's minor units; zero if there is none. */
    long minor(String field) {
        String amount = payload.path(field).asString("");
        if (amount.isEmpty()) {
            return 0;
        }
        int blank = amount.indexOf(' ');
        int digits = Currency.getInstance(amount.substring(blank + 1)).getDefaultFractionDigits();
        return new BigDecimal(amount.substring(0, blank)).movePointRight(digits).longValueExact();
    }
}
