package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.payment.gateway.Charge;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One payment attempt and how far it got.
 *
 * @param captureBefore until when what is reserved can be taken; null if nothing is reserved, or the provider does not say
 */
record Attempt(Charge charge, Progress progress, @Nullable Instant captureBefore) {

    enum Progress {
        /** On record; nobody knows yet whether the provider has it. */
        STARTED,
        /** The provider has it and will answer later. */
        PROCESSING,
        /** The bank decides once its customer has done something. */
        ACTION_REQUIRED,
        AUTHORIZED,
        /** Reserved; it is being taken. */
        CAPTURING,
        CAPTURED,
        DECLINED,
        /** Nothing was taken and nothing is reserved any more. */
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
        return new Attempt(charge, Progress.STARTED, null);
    }

    Attempt reached(Progress next) {
        return new Attempt(charge, next, null);
    }

    Attempt reached(Progress next, String providerReference) {
        Charge known = new Charge(
                charge.orderId(),
                charge.attempt(),
                charge.idempotencyKey(),
                charge.paymentMethod(),
                charge.amount(),
                charge.capture(),
                charge.startedAt(),
                providerReference);
        return new Attempt(known, next, null);
    }

    Attempt reserved(PaymentAuthorized event) {
        Attempt reserved = reached(Progress.AUTHORIZED, event.providerReference());
        return new Attempt(reserved.charge, reserved.progress, event.captureBefore());
    }

    int number() {
        return charge.attempt();
    }

    boolean is(Progress expected) {
        return progress == expected;
    }

    /** Whether the provider has not had its last word on the money. */
    boolean isOpen() {
        return is(Progress.STARTED) || is(Progress.PROCESSING) || is(Progress.ACTION_REQUIRED);
    }

    /** Whether it ended without money, so that another one may follow. */
    boolean isWithoutMoney() {
        return is(Progress.DECLINED) || is(Progress.VOIDED);
    }

    /** A part of the amount is no success: it is all or nothing. */
    boolean isOver(Money amount) {
        return amount.equals(charge.amount());
    }
}
