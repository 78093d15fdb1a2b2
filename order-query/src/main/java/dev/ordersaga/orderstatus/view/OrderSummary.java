package dev.ordersaga.orderstatus.view;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.api.status.RejectionReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One order in a list: the columns of its row, without the document.
 *
 * @param subject identifier of the customer's key
 * @param reason null unless rejected
 * @param availableActions what a client can request for the order now
 */
public record OrderSummary(
        UUID orderId,
        UUID subject,
        String customerId,
        OrderState status,
        @Nullable RejectionReason reason,
        PaymentStatus paymentStatus,
        long version,
        Money total,
        Instant placedAt,
        Instant updatedAt,
        Set<OrderAction> availableActions) {

    static final String COLUMNS =
            "order_id, subject, customer_id, status, reason, payment_status, version, total_minor,"
                    + " currency, placed_at, updated_at, actions";

    /** The row as it is stored, with the customer's id encrypted. */
    static OrderSummary of(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return new OrderSummary(
                row.getObject("order_id", UUID.class),
                row.getObject("subject", UUID.class),
                row.getString("customer_id"),
                OrderState.valueOf(row.getString("status")),
                reason == null ? null : RejectionReason.valueOf(reason),
                PaymentStatus.valueOf(row.getString("payment_status")),
                row.getLong("version"),
                new Money(row.getLong("total_minor"), Currency.getInstance(row.getString("currency"))),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                actions(row.getString("actions")));
    }

    private static Set<OrderAction> actions(String names) {
        return names.isEmpty()
                ? Set.of()
                : Arrays.stream(names.split(" ", -1)).map(OrderAction::valueOf).collect(toUnmodifiableSet());
    }

    /** The column of the actions of an order. */
    static String actions(OrderStatus status) {
        return status.availableActions().stream().map(OrderAction::name).collect(joining(" "));
    }

    OrderSummary withCustomer(String customer) {
        return new OrderSummary(
                orderId,
                subject,
                customer,
                status,
                reason,
                paymentStatus,
                version,
                total,
                placedAt,
                updatedAt,
                availableActions);
    }
}
