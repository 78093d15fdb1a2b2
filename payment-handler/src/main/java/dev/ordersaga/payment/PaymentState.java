package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentActionRequired;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorizationExpired;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptureFailed;
import dev.ordersaga.api.payment.PaymentCaptureStarted;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentDisputeClosed;
import dev.ordersaga.api.payment.PaymentDisputeOpened;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentReleaseFailed;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import dev.ordersaga.api.payment.PaymentReleaseStarted;
import dev.ordersaga.api.payment.PaymentVoided;
import dev.ordersaga.payment.Attempt.Progress;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.Refund;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as its events have made it. It never changes; {@link #after} is its fold.
 *
 * @param attempt the latest one
 * @param releaseKey the key of the release; null while nobody asked for one
 * @param released whether the release is over
 */
record PaymentState(
        UUID paymentId,
        Attempt attempt,
        Refunds refunds,
        Disputes disputes,
        @Nullable String releaseKey,
        boolean released) {

    /** The number under which the rest is given back when the order ended: no refund that the order asked for. */
    static final int REST = 0;

    /** Why a release failed that had given back what was the rest at that time. */
    static final String LEFT_OVER = "left_over";

    static PaymentState begin(PaymentAttemptStarted event, Instant at) {
        Refunds nothing = new Refunds(Money.zero(event.amount().currency()));
        return new PaymentState(event.paymentId(), Attempt.started(event, at), nothing, Disputes.NONE, null, false);
    }

    UUID orderId() {
        return attempt.charge().orderId();
    }

    boolean isBeingReleased() {
        return releaseKey != null && !released;
    }

    /** What can be given back: not given back yet, not under way, not withheld by the bank and not lost to it. */
    Money left() {
        return disputes.freeOf(refunds.left());
    }

    /** Whether no refund is under way and no dispute is open, so that it is known what the rest is. */
    private boolean isUndisturbed() {
        return refunds.open().isEmpty() && disputes.open().isEmpty();
    }

    /** Whether the payment holds nothing and will not come to hold anything. */
    boolean isEmpty() {
        return switch (attempt.progress()) {
            case DECLINED, VOIDED -> true;
            case CAPTURED -> left().isZero() && isUndisturbed();
            case STARTED, PROCESSING, ACTION_REQUIRED, AUTHORIZED, CAPTURING -> false;
        };
    }

    /** What follows from what was recorded, without another question: the next step of a release, if one is due. */
    Optional<PaymentEvent> conclusion() {
        if (!isBeingReleased()) {
            return Optional.empty();
        }
        if (isEmpty()) {
            return Optional.of(
                    new PaymentReleaseFinished(paymentId, orderId(), refunds.captured(), refunds.refunded()));
        }
        return attempt.is(Progress.CAPTURED) && isUndisturbed() ? Optional.of(givingBackTheRest()) : Optional.empty();
    }

    /** Once: its key is good for one amount. What a bank sends back later is left to a person. */
    private PaymentEvent givingBackTheRest() {
        if (refunds.isDone(REST)) {
            return new PaymentReleaseFailed(paymentId, orderId(), refunds.captured(), refunds.refunded(), LEFT_OVER);
        }
        String key = Objects.requireNonNull(releaseKey, "a release has a key");
        return new PaymentRefundStarted(paymentId, orderId(), REST, left(), null, key);
    }

    /** What the provider has to be asked next about the charge, or about the rest of it, if anything. */
    Optional<ProviderCall> nextCall() {
        String attemptKey = attempt.charge().idempotencyKey();
        return switch (attempt.progress()) {
            // Also when a release waits: it must not overtake a call whose outcome nobody knows.
            case STARTED -> call(Operation.AUTHORIZE, attemptKey);
            case PROCESSING, ACTION_REQUIRED -> ifReleased(Operation.VOID).or(() -> call(Operation.FIND, attemptKey));
            // What can expire is looked at then.
            case AUTHORIZED -> ifReleased(Operation.VOID).or(() -> ifItExpires(Operation.FIND, attemptKey));
            case CAPTURING -> call(Operation.CAPTURE, IdempotencyKeys.ofCapture(orderId(), attempt.number()));
            case CAPTURED -> refundCall(Operation.REFUND, REST);
            case DECLINED, VOIDED -> Optional.empty();
        };
    }

    /** What the provider has to be asked about this refund; empty if it has an outcome. */
    Optional<ProviderCall> refundCall(Operation operation, int number) {
        Refund refund = refunds.open().get(number);
        return refund == null
                ? Optional.empty()
                : Optional.of(new ProviderCall(operation, refund.idempotencyKey(), attempt.charge(), refund));
    }

    static PaymentState after(@Nullable PaymentState before, PaymentEvent event, Instant at) {
        if (before == null) {
            return begin((PaymentAttemptStarted) event, at);
        }
        return before.after(event, at);
    }

    private PaymentState after(PaymentEvent event, Instant at) {
        return switch (event) {
            case PaymentAttemptStarted started -> with(Attempt.started(started, at));
            case PaymentProcessing later -> with(attempt.reached(Progress.PROCESSING, later.providerReference()));
            case PaymentActionRequired wish ->
                with(attempt.reached(Progress.ACTION_REQUIRED, wish.providerReference()));
            case PaymentAuthorized yes -> with(attempt.reserved(yes));
            case PaymentAuthorizationExpired gone -> with(attempt.reached(Progress.VOIDED));
            case PaymentCaptureStarted capture -> with(attempt.reached(Progress.CAPTURING));
            case PaymentCaptured yes ->
                with(attempt.reached(Progress.CAPTURED, yes.providerReference()))
                        .with(refunds.taken(yes.amount()));
            case PaymentCaptureFailed no -> with(attempt.reached(Progress.VOIDED));
            case PaymentDeclined no -> with(attempt.reached(Progress.DECLINED));
            case PaymentRefundStarted refund -> with(refunds.started(refund));
            case PaymentRefunded refund -> with(refunds.givenBack(refund.refund()));
            case PaymentRefundFailed refund -> with(refunds.failed(refund.refund()));
            case PaymentReleaseStarted release ->
                new PaymentState(paymentId, attempt, refunds, disputes, release.idempotencyKey(), false);
            case PaymentVoided nothing -> with(attempt.reached(Progress.VOIDED));
            case PaymentReleaseFinished end -> over();
            case PaymentReleaseFailed end -> over();
            case PaymentDisputeOpened dispute -> with(disputes.opened(dispute));
            case PaymentDisputeClosed dispute -> with(disputes.closed(dispute));
        };
    }

    private Optional<ProviderCall> call(Operation operation, String key) {
        return Optional.of(new ProviderCall(operation, key, attempt.charge()));
    }

    private Optional<ProviderCall> ifReleased(Operation operation) {
        return isBeingReleased() && releaseKey != null ? call(operation, releaseKey) : Optional.empty();
    }

    private Optional<ProviderCall> ifItExpires(Operation operation, String key) {
        return attempt.captureBefore() == null ? Optional.empty() : call(operation, key);
    }

    private PaymentState with(Attempt next) {
        return new PaymentState(paymentId, next, refunds, disputes, releaseKey, released);
    }

    private PaymentState with(Refunds next) {
        return new PaymentState(paymentId, attempt, next, disputes, releaseKey, released);
    }

    private PaymentState with(Disputes next) {
        return new PaymentState(paymentId, attempt, refunds, next, releaseKey, released);
    }

    private PaymentState over() {
        return new PaymentState(paymentId, attempt, refunds, disputes, releaseKey, true);
    }
}
