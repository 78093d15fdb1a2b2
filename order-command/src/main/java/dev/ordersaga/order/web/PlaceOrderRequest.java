package dev.ordersaga.order.web;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.api.status.OrderLine;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.body.Fields;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.FieldCode;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.order.command.PlaceOrder;
import dev.ordersaga.order.command.Precondition;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /orders} and {@code PUT /orders/{id}}, parsed and validated. */
record PlaceOrderRequest(
        String customerId, List<OrderLine> lines, Money total, String paymentMethod, CaptureMode capture) {

    private static final int MAX_LINES = 2_000;
    private static final int MAX_QUANTITY = 1_000_000;
    private static final long TOTAL_BELOW = 1_000_000_000_000L;
    private static final Pattern UNIT_PRICE = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");

    /** A line before its currency is validated. */
    private record UnpricedLine(String sku, String description, int quantity, BigDecimal unitPrice) {

        OrderLine in(Currency currency) {
            String given = description.isEmpty() ? null : description;
            return new OrderLine(sku, given, quantity, unitPrice, Money.ofLine(unitPrice, quantity, currency));
        }
    }

    /** @throws ProblemException with all faults of the body at once */
    static PlaceOrderRequest read(JsonBody body) {
        return body.read(PlaceOrderRequest::order);
    }

    PlaceOrder toCommand(UUID orderId, String fingerprint, Caller caller, @Nullable Precondition precondition) {
        return new PlaceOrder(
                orderId, fingerprint, caller.tenant(), customerId, lines, total, paymentMethod, capture, precondition);
    }

    private static Supplier<PlaceOrderRequest> order(Fields fields) {
        String customerId = fields.identifier("customerId", 64);
        Currency currency = fields.currency("currency");
        String paymentMethod = PaymentMethodField.of(fields);
        CaptureMode capture = fields.oneOf("capture", CaptureMode.class, CaptureMode.ON_CONFIRMATION);
        List<UnpricedLine> lines = fields.objects("lines", 1, MAX_LINES, PlaceOrderRequest::line);
        return () -> priced(
                fields,
                new PlaceOrderRequest(customerId, List.of(), Money.zero(currency), paymentMethod, capture),
                lines);
    }

    private static Supplier<UnpricedLine> line(Fields fields) {
        String sku = fields.identifier("sku", 64);
        String description = fields.optionalText("description", 256);
        int quantity = fields.integer("quantity", 1, MAX_QUANTITY);
        BigDecimal unitPrice =
                fields.decimal("unitPrice", UNIT_PRICE, "a decimal text with up to 12 digits and up to 4 decimals");
        return () -> new UnpricedLine(sku, description == null ? "" : description, quantity, unitPrice);
    }

    private static PlaceOrderRequest priced(Fields fields, PlaceOrderRequest order, List<UnpricedLine> lines) {
        try {
            Currency currency = order.total().currency();
            List<OrderLine> priced =
                    lines.stream().map(line -> line.in(currency)).toList();
            Money total = priced.stream().map(OrderLine::total).reduce(Money.zero(currency), Money::plus);
            if (!total.isTransferable()) {
                String detail = "A total of %s cannot be paid: the last decimals must be 0.".formatted(total);
                fields.refuse("lines", FieldCode.OUT_OF_RANGE, detail);
                return order;
            }
            if (total.minor() > 0 && total.minor() < TOTAL_BELOW) {
                return new PlaceOrderRequest(order.customerId(), priced, total, order.paymentMethod(), order.capture());
            }
        } catch (ArithmeticException tooLarge) {
            // Larger than a long of minor units is out of range like any other total above the limit.
        }
        fields.refuse("lines", FieldCode.OUT_OF_RANGE, "The total must be above 0 and below 10^12 minor units.");
        return order;
    }
}
