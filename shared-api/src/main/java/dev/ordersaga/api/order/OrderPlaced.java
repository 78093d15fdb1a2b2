package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.util.List;
import java.util.UUID;

/** The order is accepted and stored; nothing is settled yet. The fields are those of {@link PlaceOrder}. */
public record OrderPlaced(
        UUID orderId,
        String fingerprint,
        String customerId,
        List<OrderLine> lines,
        Money total,
        String paymentMethod,
        CaptureMode capture)
        implements OrderEvent {}
