package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.status.PaymentState;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * Where the money of an order stands, as far as the order's own stream tells.
 *
 * @param attempts by their numbers, ascending
 * @param capturedTotal all that was ever taken
 * @param refundedTotal all of it that was given back
 */
public record PaymentSummary(
        PaymentState status, List<PaymentAttempt> attempts, Money capturedTotal, Money refundedTotal) {

    static PaymentSummary nothingAskedFor(Currency currency) {
        Money zero = Money.zero(currency);
        return new PaymentSummary(PaymentState.NOT_REQUESTED, List.of(), zero, zero);
    }

    PaymentSummary requested(PaymentRequested event) {
        PaymentAttempt attempt =
                new PaymentAttempt(event.attempt(), event.paymentMethod(), AttemptStatus.STARTED, null);
        return new PaymentSummary(PaymentState.PENDING, with(attempt), capturedTotal, refundedTotal);
    }

    PaymentSummary succeeded(PaymentAttempt attempt, Money captured) {
        PaymentState state = captured.isZero() ? PaymentState.AUTHORIZED : PaymentState.CAPTURED;
        return new PaymentSummary(state, with(attempt), captured, refundedTotal);
    }

    PaymentSummary declined(PaymentAttempt attempt) {
        return new PaymentSummary(PaymentState.DECLINED, with(attempt), capturedTotal, refundedTotal);
    }

    PaymentSummary releasing() {
        return new PaymentSummary(PaymentState.RELEASING, attempts, capturedTotal, refundedTotal);
    }

    PaymentSummary released(PaymentReleased event) {
        boolean refunded = !event.captured().isZero();
        AttemptStatus end = refunded ? AttemptStatus.REFUNDED : AttemptStatus.VOIDED;
        List<PaymentAttempt> ended = attempts.stream()
                .map(attempt -> holdsMoney(attempt) ? ended(attempt, end) : attempt)
                .toList();
        PaymentState state = refunded ? PaymentState.REFUNDED : PaymentState.VOIDED;
        return new PaymentSummary(state, ended, event.captured(), event.refunded());
    }

    /** Whether the attempt held money, or could have come to hold some. */
    private static boolean holdsMoney(PaymentAttempt attempt) {
        return switch (attempt.status()) {
            case STARTED, AUTHORIZED, CAPTURED -> true;
            case DECLINED, VOIDED, REFUNDED -> false;
        };
    }

    private static PaymentAttempt ended(PaymentAttempt attempt, AttemptStatus end) {
        return new PaymentAttempt(attempt.number(), attempt.paymentMethod(), end, attempt.declineCode());
    }

    /** The attempt takes the place of the one with its number, or comes last. */
    private List<PaymentAttempt> with(PaymentAttempt attempt) {
        List<PaymentAttempt> result = new ArrayList<>(attempts);
        result.removeIf(other -> other.number() == attempt.number());
        result.add(attempt);
        return List.copyOf(result);
    }
}
