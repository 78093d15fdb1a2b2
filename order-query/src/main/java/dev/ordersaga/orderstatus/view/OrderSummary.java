package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.api.status.RejectionReason;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One order in a list: the columns of its row, without the document.
 *
 * @param reason null unless rejected
 * @param availableActions what a client can request for the order now
 */
public record OrderSummary(
        UUID orderId,
        String customerId,
        OrderState status,
        @Nullable RejectionReason reason,
        PaymentStatus paymentStatus,
        long version,
        Money total,
        Instant placedAt,
        Instant updatedAt,
        Set<OrderAction> availableActions) {}
