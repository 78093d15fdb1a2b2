package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentActionRequired;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorizationExpired;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptureFailed;
import dev.ordersaga.api.payment.PaymentCaptureStarted;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentCheckStarted;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentDisputeClosed;
import dev.ordersaga.api.payment.PaymentDisputeOpened;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentRefundedAtProvider;
import dev.ordersaga.api.payment.PaymentReleaseFailed;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import dev.ordersaga.api.payment.PaymentReleaseStarted;
import dev.ordersaga.api.payment.PaymentStillOpen;
import dev.ordersaga.api.payment.PaymentUnanswered;
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
 * State of a payment, folded from its events by {@link #after}. Immutable.
 *
 * @param attempt the latest one
 * @param checks look-ups after deadlines of the order
 * @param releaseKey idempotency key of the release; null if none was requested
 * @param released whether the release has ended, successfully or not
 */
public record PaymentState(
        UUID paymentId,
        Attempt attempt,
        Refunds refunds,
        Disputes disputes,
        PaymentChecks checks,
        @Nullable String releaseKey,
        boolean released) {

    /** Number of a release's first refund of the remainder, see {@link Refunds#isOfRelease}. */
    public static final int RELEASE_REFUND = 0;

    /** Reason of a failed release: the bank decided a dispute for the customer in another currency than the charge's. */
    static final String LOST_IN_OTHER_CURRENCY = "dispute_lost_in_other_currency";

    private static PaymentState started(PaymentAttemptStarted event, Instant at) {
        Refunds none = new Refunds(Money.zero(event.amount().currency()));
        return new PaymentState(
                event.paymentId(), Attempt.started(event, at), none, Disputes.NONE, PaymentChecks.NONE, null, false);
    }

    public UUID orderId() {
        return attempt.charge().orderId();
    }

    public boolean isBeingReleased() {
        return releaseKey != null && !released;
    }

    /** The captured amount less refunds that succeeded or are under way, and less what disputes withhold. */
    Money refundable() {
        return disputes.availableOf(refunds.remaining());
    }

    /** Whether no refund is under way and no dispute is open, so that the remainder is final. */
    private boolean isRemainderFinal() {
        return refunds.open().isEmpty() && disputes.open().isEmpty();
    }

    /** Whether the payment holds no money and cannot receive any. */
    private boolean holdsNothing() {
        return switch (attempt.progress()) {
            case DECLINED, VOIDED -> true;
            case CAPTURED ->
                refundable().isZero() && isRemainderFinal() && !disputes.isLostInOtherCurrencyThan(refunds.captured());
            case STARTED, UNANSWERED, PROCESSING, ACTION_REQUIRED, AUTHORIZED, CAPTURING -> false;
        };
    }

    /**
     * The next step of a release that follows from the state alone, without another provider call; empty if none is
     * due.
     */
    Optional<PaymentEvent> nextReleaseStep() {
        if (!isBeingReleased()) {
            return Optional.empty();
        }
        if (holdsNothing()) {
            return Optional.of(new PaymentReleaseFinished(orderId(), refunds.captured(), refunds.refunded()));
        }
        return attempt.is(Progress.CAPTURED) && disputes.open().isEmpty() ? refundOfRemainder() : Optional.empty();
    }

    /**
     * A refund of what is left. It does not wait for the order's refunds that are under way: those may take long, or
     * never succeed, and what they leave is refunded by a further one.
     */
    private Optional<PaymentEvent> refundOfRemainder() {
        if (disputes.isLostInOtherCurrencyThan(refunds.captured())) {
            return Optional.of(new PaymentReleaseFailed(
                    orderId(), refunds.captured(), refunds.refunded(), LOST_IN_OTHER_CURRENCY));
        }
        if (refunds.openOfRelease().isPresent() || refundable().isZero()) {
            return Optional.empty();
        }
        int number = refunds.nextOfRelease();
        String key = IdempotencyKeys.ofRelease(orderId(), number);
        return Optional.of(new PaymentRefundStarted(orderId(), number, refundable(), null, key));
    }

    /** The look-up after a deadline; empty if the attempt has an outcome. */
    Optional<ProviderCall> checkCall() {
        return checks.open() && attempt.isOpen() && !released
                ? call(Operation.CHECK, IdempotencyKeys.ofCheck(orderId(), checks.latest()))
                : Optional.empty();
    }

    /** The next call to the provider about the charge, or about the refund of a release; empty if none is due. */
    Optional<ProviderCall> nextCall() {
        String attemptKey = attempt.charge().idempotencyKey();
        return switch (attempt.progress()) {
            // Also during a release: it must not overtake a call whose outcome is unknown.
            case STARTED, UNANSWERED -> call(Operation.AUTHORIZE, attemptKey);
            case PROCESSING, ACTION_REQUIRED -> voidIfReleased().or(() -> call(Operation.FIND, attemptKey));
            // Authorizations that expire are looked up when they should have.
            case AUTHORIZED -> voidIfReleased().or(() -> findIfItExpires(attemptKey));
            case CAPTURING -> call(Operation.CAPTURE, IdempotencyKeys.ofCapture(orderId(), attempt.number()));
            case CAPTURED -> refunds.openOfRelease().flatMap(refund -> refundCall(Operation.REFUND, refund.number()));
            case DECLINED, VOIDED -> Optional.empty();
        };
    }

    /** The call about this refund; empty if the refund has an outcome. */
    Optional<ProviderCall> refundCall(Operation operation, int number) {
        Refund refund = refunds.open().get(number);
        return refund == null
                ? Optional.empty()
                : Optional.of(
                        new ProviderCall(provider(), operation, refund.idempotencyKey(), attempt.charge(), refund));
    }

    /**
     * Applies an event to the state.
     *
     * @param before null for the first event of a payment
     */
    public static PaymentState after(@Nullable PaymentState before, PaymentEvent event, Instant at) {
        if (before == null) {
            return started((PaymentAttemptStarted) event, at);
        }
        return before.after(event, at);
    }

    private PaymentState after(PaymentEvent event, Instant at) {
        return switch (event) {
            case PaymentAttemptStarted started -> with(Attempt.started(started, at));
            case PaymentUnanswered unanswered -> with(attempt.with(Progress.UNANSWERED));
            case PaymentProcessing processing ->
                with(attempt.with(Progress.PROCESSING, processing.providerReference()));
            case PaymentActionRequired action ->
                with(attempt.with(Progress.ACTION_REQUIRED, action.providerReference()));
            case PaymentAuthorized authorized -> with(attempt.authorized(authorized));
            case PaymentAuthorizationExpired expired -> with(attempt.with(Progress.VOIDED));
            case PaymentCaptureStarted capture -> with(attempt.with(Progress.CAPTURING));
            case PaymentCaptured captured ->
                with(attempt.with(Progress.CAPTURED, captured.providerReference()))
                        .with(refunds.captured(captured.amount()));
            case PaymentCaptureFailed failed -> with(attempt.with(Progress.VOIDED));
            case PaymentDeclined declined -> with(attempt.with(Progress.DECLINED));
            case PaymentRefundStarted refund -> with(refunds.started(refund));
            case PaymentRefunded refund -> with(refunds.succeeded(refund.refund()));
            case PaymentRefundFailed refund -> with(refunds.failed(refund.refund()));
            case PaymentRefundedAtProvider refund -> with(refunds.refundedAtProvider(refund.amount()));
            case PaymentCheckStarted check -> with(checks.started(check.check()));
            case PaymentStillOpen check -> with(checks.closed());
            case PaymentReleaseStarted release ->
                new PaymentState(paymentId, attempt, refunds, disputes, checks, release.idempotencyKey(), false);
            case PaymentVoided voided -> with(attempt.with(Progress.VOIDED));
            case PaymentReleaseFinished finished -> withReleaseEnded();
            case PaymentReleaseFailed failed -> withReleaseEnded();
            case PaymentDisputeOpened dispute -> with(disputes.opened(dispute));
            case PaymentDisputeClosed dispute -> with(disputes.closed(dispute));
        };
    }

    private Optional<ProviderCall> call(Operation operation, String key) {
        return Optional.of(new ProviderCall(provider(), operation, key, attempt.charge()));
    }

    private String provider() {
        return Objects.requireNonNull(attempt.provider(), "an attempt without a provider is declined at its start");
    }

    private Optional<ProviderCall> voidIfReleased() {
        return isBeingReleased() && releaseKey != null ? call(Operation.VOID, releaseKey) : Optional.empty();
    }

    private Optional<ProviderCall> findIfItExpires(String key) {
        return attempt.captureBefore() == null ? Optional.empty() : call(Operation.FIND, key);
    }

    private PaymentState with(Attempt next) {
        // A change of the attempt answers a check: the order learns of it by its own event.
        return new PaymentState(paymentId, next, refunds, disputes, checks.closed(), releaseKey, released);
    }

    private PaymentState with(Refunds next) {
        return new PaymentState(paymentId, attempt, next, disputes, checks, releaseKey, released);
    }

    private PaymentState with(Disputes next) {
        return new PaymentState(paymentId, attempt, refunds, next, checks, releaseKey, released);
    }

    private PaymentState with(PaymentChecks next) {
        return new PaymentState(paymentId, attempt, refunds, disputes, next, releaseKey, released);
    }

    private PaymentState withReleaseEnded() {
        return new PaymentState(paymentId, attempt, refunds, disputes, checks, releaseKey, true);
    }
}
