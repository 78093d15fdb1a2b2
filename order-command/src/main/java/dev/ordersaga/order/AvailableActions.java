package dev.ordersaga.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.order.command.Refusal;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked of an order now, and why the rest cannot. */
record AvailableActions(OrderState state, PaymentProgress payment) {

    Set<OrderAction> actions() {
        Set<OrderAction> possible = EnumSet.noneOf(OrderAction.class);
        if (state.canBeCancelled()) {
            possible.add(OrderAction.CANCELLATION);
        }
        if (payment.isOpenForAnotherMethod()) {
            possible.add(OrderAction.PAYMENT_ATTEMPTS);
        }
        if (state == OrderState.CONFIRMED) {
            possible.add(OrderAction.SHIPMENT);
        }
        if (!payment.refundable().isZero()) {
            possible.add(OrderAction.REFUNDS);
        }
        return possible;
    }

    Optional<Refusal> whyNoCancellation() {
        return state.canBeCancelled() ? Optional.empty() : Optional.of(whatEndedTheOrder());
    }

    Optional<Refusal> whyNoShipment() {
        return switch (state) {
            case CONFIRMED -> Optional.empty();
            case PLACED, AWAITING_PAYMENT -> Optional.of(Refusal.ORDER_NOT_CONFIRMED);
            case SHIPPED, REJECTED, CANCELLED -> Optional.of(whatEndedTheOrder());
        };
    }

    Optional<Refusal> whyNoPaymentBy(String paymentMethod) {
        if (payment.isOpenForAnotherMethod()) {
            boolean isRefused = payment.tries().refusedForGood().contains(paymentMethod);
            return isRefused ? Optional.of(Refusal.PAYMENT_METHOD_DECLINED) : Optional.empty();
        }
        return switch (state) {
            case PLACED, AWAITING_PAYMENT -> Optional.of(Refusal.PAYMENT_ATTEMPT_OPEN);
            case CONFIRMED -> Optional.of(Refusal.ORDER_ALREADY_CONFIRMED);
            case SHIPPED, REJECTED, CANCELLED -> Optional.of(whatEndedTheOrder());
        };
    }

    /** @param amount in major units; null for all that can be given back */
    Optional<Refusal> whyNoRefundOf(@Nullable BigDecimal amount) {
        Money left = payment.refundable();
        if (left.isZero()) {
            return Optional.of(Refusal.NOTHING_TO_REFUND);
        }
        if (amount != null && !Money.isExact(amount, left.currency())) {
            return Optional.of(Refusal.AMOUNT_NOT_IN_CURRENCY);
        }
        return payment.refund(amount).isMoreThan(left) ? Optional.of(Refusal.REFUND_TOO_LARGE) : Optional.empty();
    }

    private Refusal whatEndedTheOrder() {
        return switch (state) {
            case SHIPPED -> Refusal.ORDER_ALREADY_SHIPPED;
            case REJECTED -> Refusal.ORDER_ALREADY_REJECTED;
            case CANCELLED -> Refusal.ORDER_ALREADY_CANCELLED;
            case PLACED, AWAITING_PAYMENT, CONFIRMED -> throw new IllegalStateException("an order that goes on");
        };
    }
}
