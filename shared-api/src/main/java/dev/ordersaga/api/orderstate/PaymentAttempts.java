package dev.ordersaga.api.orderstate;

import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.privacy.PersonalData;
import java.util.ArrayList;
import java.util.List;

/**
 * Payment attempts of an order. Immutable.
 *
 * @param requested the attempts that were requested, by their numbers, ascending
 * @param latest the number of the latest attempt that was requested or decided; 0 before the first
 * @param method the payment method of the latest attempt, or of the first one to come
 * @param renewals how often an expired authorization was renewed with the same method
 * @param hardDeclined the payment methods that the bank would decline again
 * @param checks how often the provider was asked after a deadline
 */
public record PaymentAttempts(
        List<PaymentAttempt> requested,
        int latest,
        @PersonalData String method,
        int renewals,
        @PersonalData List<String> hardDeclined,
        int checks) {

    public PaymentAttempts {
        requested = List.copyOf(requested);
        hardDeclined = List.copyOf(hardDeclined);
    }

    static PaymentAttempts first(String method) {
        return new PaymentAttempts(List.of(), 0, method, 0, List.of(), 0);
    }

    /** The number of the next attempt. */
    public int next() {
        return latest + 1;
    }

    /** How many attempts were declined. */
    public int declined() {
        return (int) requested.stream()
                .filter(attempt -> attempt.status() == AttemptStatus.DECLINED)
                .count();
    }

    PaymentAttempts requested(PaymentRequested event) {
        var started = new PaymentAttempt(event.attempt(), event.paymentMethod(), AttemptStatus.STARTED, null);
        return new PaymentAttempts(
                replace(started), event.attempt(), event.paymentMethod(), renewals, hardDeclined, checks);
    }

    PaymentAttempts declined(PaymentAttemptDeclined event) {
        String declined = event.attempt().paymentMethod();
        List<String> methods = hardDeclined;
        if (event.hard() && !hardDeclined.contains(declined)) {
            methods = new ArrayList<>(hardDeclined);
            methods.add(declined);
        }
        return new PaymentAttempts(replace(event.attempt()), latest, method, renewals, methods, checks);
    }

    PaymentAttempts chosen(PaymentMethodChosen event) {
        return new PaymentAttempts(requested, event.attempt(), event.paymentMethod(), renewals, hardDeclined, checks);
    }

    PaymentAttempts checked(PaymentCheckRequested event) {
        return new PaymentAttempts(requested, latest, method, renewals, hardDeclined, event.check());
    }

    /** The next attempt uses the same method again. */
    PaymentAttempts renewed() {
        return new PaymentAttempts(requested, next(), method, renewals + 1, hardDeclined, checks);
    }

    PaymentAttempts with(PaymentAttempt attempt) {
        return new PaymentAttempts(replace(attempt), latest, method, renewals, hardDeclined, checks);
    }

    /** Sets the final status of every attempt that is authorized or captured, or might still become so. */
    PaymentAttempts closed(AttemptStatus end) {
        List<PaymentAttempt> closed = requested.stream()
                .map(attempt -> isOpen(attempt) ? withStatus(attempt, end) : attempt)
                .toList();
        return new PaymentAttempts(closed, latest, method, renewals, hardDeclined, checks);
    }

    private static boolean isOpen(PaymentAttempt attempt) {
        return switch (attempt.status()) {
            case STARTED, AUTHORIZED, CAPTURED -> true;
            case DECLINED, VOIDED, REFUNDED -> false;
        };
    }

    private static PaymentAttempt withStatus(PaymentAttempt attempt, AttemptStatus status) {
        return new PaymentAttempt(attempt.number(), attempt.paymentMethod(), status, attempt.declineCode());
    }

    /** The attempt replaces the one with its number, or comes last. */
    private List<PaymentAttempt> replace(PaymentAttempt attempt) {
        List<PaymentAttempt> result = new ArrayList<>(requested);
        result.removeIf(other -> other.number() == attempt.number());
        result.add(attempt);
        return result;
    }
}
