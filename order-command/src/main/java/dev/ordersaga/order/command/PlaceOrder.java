package dev.ordersaga.order.command;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.api.status.OrderLine;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Place this order.
 *
 * @param fingerprint keyed hash of the canonical request: the same request under the same id is the same order
 * @param tenant the merchant that the order belongs to
 * @param lines 1 to 2 000, all in the currency of the total
 * @param total the sum of the rounded lines, above zero
 * @param paymentMethod an opaque token of the payment provider, never a card number
 * @param precondition null for none
 */
public record PlaceOrder(
        @TargetAggregateIdentifier UUID orderId,
        String fingerprint,
        String tenant,
        String customerId,
        List<OrderLine> lines,
        Money total,
        String paymentMethod,
        CaptureMode capture,
        @Nullable Precondition precondition) {

    public PlaceOrder(
            UUID orderId,
            String fingerprint,
            String tenant,
            String customerId,
            List<OrderLine> lines,
            Money total,
            String paymentMethod,
            CaptureMode capture) {
        this(orderId, fingerprint, tenant, customerId, lines, total, paymentMethod, capture, null);
    }

    /** The event that records the order as it was requested. */
    public OrderPlaced toEvent() {
        return new OrderPlaced(orderId, fingerprint, tenant, customerId, lines, total, paymentMethod, capture);
    }
}
