package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.payment.gateway.Charge;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One payment attempt and its progress.
 *
 * @param provider name of the provider that has the charge; null if no enabled provider accepted the payment method
 * @param captureBefore when the authorization expires; null without one, or if the provider does not say
 */
public record Attempt(
        @Nullable String provider,
        Charge charge,
        Progress progress,
        @Nullable Instant captureBefore) {

    /** Where the attempt stands. */
    public enum Progress {
        /** Recorded; it is unknown whether the provider has received it. */
        STARTED,
        /** The provider was asked without an outcome; it is still unknown whether it has received the attempt. */
        UNANSWERED,
        /** The provider has received it and answers later. */
        PROCESSING,
        /** The bank decides after its customer has acted. */
        ACTION_REQUIRED,
        AUTHORIZED,
        /** Authorized; the capture is under way. */
        CAPTURING,
        CAPTURED,
        DECLINED,
        /** Nothing was captured and nothing is reserved any longer. */
        VOIDED
    }

    static Attempt started(PaymentAttemptStarted event, Instant at) {
        Charge charge = new Charge(
                event.orderId(),
                event.attempt(),
                event.idempotencyKey(),
                event.paymentMethod(),
                event.amount(),
                event.capture(),
                at,
                null);
        return new Attempt(event.provider(), charge, Progress.STARTED, null);
    }

    Attempt with(Progress next) {
        return new Attempt(provider, charge, next, null);
    }

    Attempt with(Progress next, String providerReference) {
        return new Attempt(provider, charge.withReference(providerReference), next, null);
    }

    Attempt authorized(PaymentAuthorized event) {
        return new Attempt(
                provider, charge.withReference(event.providerReference()), Progress.AUTHORIZED, event.captureBefore());
    }

    /** The order's number for the attempt, from 1. */
    public int number() {
        return charge.attempt();
    }

    public boolean is(Progress expected) {
        return progress == expected;
    }

    /** Whether the provider's final answer is outstanding. */
    public boolean isOpen() {
        return switch (progress) {
            case STARTED, UNANSWERED, PROCESSING, ACTION_REQUIRED -> true;
            case AUTHORIZED, CAPTURING, CAPTURED, DECLINED, VOIDED -> false;
        };
    }

    /** Whether it ended without money, so that another attempt may follow. */
    boolean endedWithoutMoney() {
        return is(Progress.DECLINED) || is(Progress.VOIDED);
    }

    /** Whether the amount is the whole charge: a partial amount is not a success. */
    boolean isFor(Money amount) {
        return amount.equals(charge.amount());
    }
}
