package dev.ordersaga.outboxreference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The body of {@code PUT /orders/{id}}, as in order-saga's contract. */
record PlaceOrderRequest(String customerId, String currency, String paymentMethod, List<Line> lines) {

    /** An order line. */
    record Line(String sku, String description, int quantity, BigDecimal unitPrice) {

        boolean isValid() {
            return quantity > 0 && unitPrice.signum() > 0 && !sku.isBlank();
        }
    }

    boolean isValid() {
        return !customerId.isBlank()
                && currency.length() == 3
                && !lines.isEmpty()
                && lines.stream().allMatch(Line::isValid);
    }

    /** The total in minor units, of a currency with two decimals. */
    long totalMinor() {
        return lines.stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .movePointRight(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
