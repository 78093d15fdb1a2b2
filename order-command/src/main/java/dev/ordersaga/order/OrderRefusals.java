package dev.ordersaga.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.orderstate.OrderAggregateState;
import dev.ordersaga.order.command.OrderRefused;
import dev.ordersaga.order.command.PlaceOrder;
import dev.ordersaga.order.command.Precondition;
import dev.ordersaga.order.command.Refusal;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an order in this state refuses a client's command; empty if it accepts it.
 *
 * @param isExpected whether the order has a version that the client's precondition allows
 */
record OrderRefusals(OrderAggregateState order, boolean isExpected) {

    /** The answer to a requester who may not access the order: that there is none, unless an id in use is asked for. */
    static OrderRefused ofInaccessible(Object command, UUID orderId) {
        return new OrderRefused(orderId, inaccessible(command), -1);
    }

    private static Refusal inaccessible(Object command) {
        if (!(command instanceof PlaceOrder place)) {
            return Refusal.NOT_ACCESSIBLE;
        }
        // As for an order that does not exist: only a request that would place it learns that the id is in use.
        Precondition precondition = place.precondition();
        return precondition == null || precondition.holdsFor(null) ? Refusal.ORDER_EXISTS : Refusal.VERSION_MISMATCH;
    }

    Optional<Refusal> ofCancellation() {
        if (!isExpected) {
            return Optional.of(Refusal.VERSION_MISMATCH);
        }
        return order.state().canBeCancelled() ? Optional.empty() : Optional.of(endedRefusal());
    }

    Optional<Refusal> ofShipment() {
        if (!isExpected) {
            return Optional.of(Refusal.VERSION_MISMATCH);
        }
        return switch (order.state()) {
            case CONFIRMED -> order.payment().isReturned() ? Optional.of(Refusal.PAYMENT_RETURNED) : Optional.empty();
            case PLACED, AWAITING_PAYMENT -> Optional.of(Refusal.ORDER_NOT_CONFIRMED);
            case SHIPPED, REJECTED, CANCELLED -> Optional.of(endedRefusal());
        };
    }

    Optional<Refusal> ofAnotherMethod(String paymentMethod) {
        if (!isExpected) {
            return Optional.of(Refusal.VERSION_MISMATCH);
        }
        if (order.payment().acceptsAnotherMethod()) {
            boolean wouldDeclineAgain =
                    order.payment().attempts().hardDeclined().contains(paymentMethod);
            return wouldDeclineAgain ? Optional.of(Refusal.PAYMENT_METHOD_DECLINED) : Optional.empty();
        }
        return switch (order.state()) {
            case PLACED, AWAITING_PAYMENT -> Optional.of(Refusal.PAYMENT_ATTEMPT_OPEN);
            case CONFIRMED -> Optional.of(Refusal.ORDER_ALREADY_CONFIRMED);
            case SHIPPED, REJECTED, CANCELLED -> Optional.of(endedRefusal());
        };
    }

    /** @param amount in major units; null for all that can be refunded */
    Optional<Refusal> ofRefund(@Nullable BigDecimal amount) {
        if (!isExpected) {
            return Optional.of(Refusal.VERSION_MISMATCH);
        }
        Money refundable = order.payment().refundable();
        if (refundable.isZero()) {
            return Optional.of(Refusal.NOTHING_TO_REFUND);
        }
        if (order.payment().balance().hasMostRefunds()) {
            return Optional.of(Refusal.TOO_MANY_REFUNDS);
        }
        if (amount != null && !isPossible(amount, refundable.currency())) {
            return Optional.of(Refusal.AMOUNT_NOT_IN_CURRENCY);
        }
        boolean isTooLarge = refundAmount(amount).isMoreThan(refundable);
        return isTooLarge ? Optional.of(Refusal.REFUND_TOO_LARGE) : Optional.empty();
    }

    private static boolean isPossible(BigDecimal amount, Currency currency) {
        return Money.isExact(amount, currency)
                && Money.ofMajor(amount, currency).isTransferable();
    }

    /** @param amount in major units, exact in the order's currency; null for all that can be refunded */
    Money refundAmount(@Nullable BigDecimal amount) {
        Money refundable = order.payment().refundable();
        return amount == null ? refundable : Money.ofMajor(amount, refundable.currency());
    }

    private Refusal endedRefusal() {
        return switch (order.state()) {
            case SHIPPED -> Refusal.ORDER_ALREADY_SHIPPED;
            case REJECTED -> Refusal.ORDER_ALREADY_REJECTED;
            case CANCELLED -> Refusal.ORDER_ALREADY_CANCELLED;
            case PLACED, AWAITING_PAYMENT, CONFIRMED -> throw new IllegalStateException("the order has not ended");
        };
    }
}
