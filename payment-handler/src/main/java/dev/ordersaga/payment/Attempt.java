package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.Charge;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One payment attempt and how far it got. */
record Attempt(Charge charge, Progress progress) {

    enum Progress {
        /** On record; nobody knows yet whether the provider has it. */
        STARTED,
        /** The provider has it and will answer later. */
        PROCESSING,
        AUTHORIZED,
        CAPTURED,
        DECLINED
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
        return new Attempt(charge, Progress.STARTED);
    }

    Attempt declined() {
        return new Attempt(charge, Progress.DECLINED);
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
        return new Attempt(known, next);
    }

    int number() {
        return charge.attempt();
    }

    boolean is(Progress expected) {
        return progress == expected;
    }

    boolean isOpen() {
        return is(Progress.STARTED) || is(Progress.PROCESSING);
    }

    /** A part of the amount is no success: it is all or nothing. */
    boolean isOver(Money amount) {
        return amount.equals(charge.amount());
    }

    /**
     * What the provider has to be asked next, if anything.
     *
     * @param releaseKey the key of the payment's release; null while nobody asked for one
     */
    Optional<ProviderCall> nextCall(@Nullable String releaseKey) {
        return switch (progress) {
            // Also when a release waits: it must not overtake a call whose outcome nobody knows.
            case STARTED -> Optional.of(new ProviderCall(Operation.AUTHORIZE, charge.idempotencyKey(), charge));
            case PROCESSING ->
                release(Operation.VOID, releaseKey)
                        .or(() -> Optional.of(new ProviderCall(Operation.FIND, charge.idempotencyKey(), charge)));
            case AUTHORIZED -> release(Operation.VOID, releaseKey);
            case CAPTURED -> release(Operation.REFUND, releaseKey);
            case DECLINED -> Optional.empty();
        };
    }

    private Optional<ProviderCall> release(Operation operation, @Nullable String key) {
        return Optional.ofNullable(key).map(known -> new ProviderCall(operation, known, charge));
    }
}
