package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.DisputeOpened;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.payment.RefundStatus;
import dev.ordersaga.api.status.PaymentStatus;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the money of an order stands, as far as the order's own stream tells.
 *
 * @param stage how far the payment got, refunds left aside; {@link #status} has them too
 * @param attempts by their numbers, ascending
 * @param capturedTotal all that was ever taken
 * @param refundedTotal all of it that was given back
 * @param refunds those that were asked for one by one, by their numbers, ascending
 * @param disputes the customer's complaints to the bank, oldest first
 * @param nextAction what the customer has to do before the bank decides; null if nothing
 */
public record PaymentSummary(
        PaymentStatus stage,
        List<PaymentAttempt> attempts,
        Money capturedTotal,
        Money refundedTotal,
        List<Refund> refunds,
        List<Dispute> disputes,
        @Nullable RequiredAction nextAction) {

    static PaymentSummary nothingAskedFor(Currency currency) {
        Money zero = Money.zero(currency);
        return new PaymentSummary(PaymentStatus.NOT_REQUESTED, List.of(), zero, zero, List.of(), List.of(), null);
    }

    /** Where the money stands, refunds included. */
    public PaymentStatus status() {
        return switch (stage) {
            case CAPTURED, REFUNDED -> whoseTheMoneyIs(PaymentStatus.CAPTURED);
            case RELEASE_FAILED -> whoseTheMoneyIs(PaymentStatus.RELEASE_FAILED);
            // The rest is given back once the bank has decided.
            case RELEASING -> disputed() ? PaymentStatus.DISPUTED : PaymentStatus.RELEASING;
            case NOT_REQUESTED, PENDING, ACTION_REQUIRED, PROCESSING -> stage;
            case AUTHORIZED, CAPTURING, CAPTURE_FAILED, REFUNDING -> stage;
            case PARTIALLY_REFUNDED, DECLINED, VOIDED, DISPUTED, CHARGED_BACK -> stage;
        };
    }

    /** What can be given back on demand now; zero while all of it is on its way back anyway. */
    public Money refundable() {
        return switch (stage) {
            case CAPTURED, REFUNDED, RELEASE_FAILED -> free(capturedTotal.minus(refundedTotal.plus(pending())));
            case NOT_REQUESTED, PENDING, ACTION_REQUIRED, PROCESSING -> nothing();
            case AUTHORIZED, CAPTURING, CAPTURE_FAILED, REFUNDING -> nothing();
            case PARTIALLY_REFUNDED, DECLINED, RELEASING, VOIDED, DISPUTED, CHARGED_BACK -> nothing();
        };
    }

    PaymentSummary requested(PaymentRequested event) {
        PaymentAttempt attempt =
                new PaymentAttempt(event.attempt(), event.paymentMethod(), AttemptStatus.STARTED, null);
        return at(PaymentStatus.PENDING).with(attempt);
    }

    PaymentSummary actionRequired(PaymentActionRequested event) {
        var wanted = new RequiredAction(event.nextAction(), event.actUntil());
        return new PaymentSummary(
                PaymentStatus.ACTION_REQUIRED, attempts, capturedTotal, refundedTotal, refunds, disputes, wanted);
    }

    PaymentSummary delayed(PaymentDelayed event) {
        return at(event.takesDays() ? PaymentStatus.PROCESSING : PaymentStatus.PENDING);
    }

    PaymentSummary succeeded(PaymentAttempt attempt, Money captured) {
        PaymentStatus state = captured.isZero() ? PaymentStatus.AUTHORIZED : PaymentStatus.CAPTURED;
        return at(state).with(attempt).totals(captured, refundedTotal);
    }

    PaymentSummary declined(PaymentAttempt attempt) {
        return at(PaymentStatus.DECLINED).with(attempt);
    }

    PaymentSummary at(PaymentStatus next) {
        return new PaymentSummary(next, attempts, capturedTotal, refundedTotal, refunds, disputes, null);
    }

    PaymentSummary captured(Money captured) {
        return ended(AttemptStatus.CAPTURED).at(PaymentStatus.CAPTURED).totals(captured, refundedTotal);
    }

    PaymentSummary captureFailed() {
        return ended(AttemptStatus.VOIDED).at(PaymentStatus.CAPTURE_FAILED);
    }

    PaymentSummary expired(boolean renewed) {
        return ended(AttemptStatus.VOIDED).at(renewed ? PaymentStatus.PENDING : PaymentStatus.VOIDED);
    }

    PaymentSummary refundRequested(RefundRequested event) {
        return with(new Refund(event.refund(), event.amount(), RefundStatus.PENDING, event.reason()));
    }

    PaymentSummary refunded(int number, Money amount) {
        return with(refund(number).now(RefundStatus.SUCCEEDED)).totals(capturedTotal, refundedTotal.plus(amount));
    }

    /** Also after it seemed to have succeeded: then the money is ours again. */
    PaymentSummary refundFailed(int number, Money amount) {
        boolean wasGivenBack = refund(number).status() == RefundStatus.SUCCEEDED;
        Money refunded = wasGivenBack ? refundedTotal.minus(amount) : refundedTotal;
        return with(refund(number).now(RefundStatus.FAILED)).totals(capturedTotal, refunded);
    }

    PaymentSummary disputed(DisputeOpened event) {
        return with(new Dispute(event.dispute(), event.amount(), event.reason(), null));
    }

    PaymentSummary decided(DisputeClosed event) {
        return disputes.stream()
                .filter(dispute -> dispute.reference().equals(event.dispute()))
                .findFirst()
                .map(open -> with(new Dispute(open.reference(), event.amount(), open.reason(), event.outcome())))
                .orElseThrow();
    }

    PaymentSummary released(PaymentReleased event) {
        boolean wasTaken = !event.captured().isZero();
        return ended(wasTaken ? AttemptStatus.REFUNDED : AttemptStatus.VOIDED)
                .at(wasTaken ? PaymentStatus.REFUNDED : PaymentStatus.VOIDED)
                .totals(event.captured(), event.refunded());
    }

    PaymentSummary releaseFailed(ReleaseFailed event) {
        return ended(AttemptStatus.CAPTURED)
                .at(PaymentStatus.RELEASE_FAILED)
                .totals(event.captured(), event.refunded());
    }

    private PaymentStatus whoseTheMoneyIs(PaymentStatus ours) {
        if (!pending().isZero()) {
            return PaymentStatus.REFUNDING;
        }
        if (disputed()) {
            return PaymentStatus.DISPUTED;
        }
        if (disputes.stream().anyMatch(Dispute::isLost)) {
            return PaymentStatus.CHARGED_BACK;
        }
        if (refundedTotal.isZero()) {
            return ours;
        }
        return refundedTotal.equals(capturedTotal) ? PaymentStatus.REFUNDED : PaymentStatus.PARTIALLY_REFUNDED;
    }

    private boolean disputed() {
        return disputes.stream().anyMatch(Dispute::isOpen);
    }

    /** What of this the bank neither withholds nor gave back. */
    private Money free(Money amount) {
        Money withheld = disputes.stream()
                .filter(dispute -> dispute.isOpen() || dispute.isLost())
                .map(Dispute::amount)
                .reduce(nothing(), Money::plus);
        return withheld.isMoreThan(amount) ? nothing() : amount.minus(withheld);
    }

    private Money nothing() {
        return Money.zero(capturedTotal.currency());
    }

    private Money pending() {
        return refunds.stream()
                .filter(refund -> refund.status() == RefundStatus.PENDING)
                .map(Refund::amount)
                .reduce(nothing(), Money::plus);
    }

    private Refund refund(int number) {
        return refunds.stream()
                .filter(refund -> refund.number() == number)
                .findFirst()
                .orElseThrow();
    }

    /** All attempts that held money, or could have come to hold some. */
    private PaymentSummary ended(AttemptStatus end) {
        List<PaymentAttempt> ended = attempts.stream()
                .map(attempt -> holdsMoney(attempt) ? ended(attempt, end) : attempt)
                .toList();
        return new PaymentSummary(stage, ended, capturedTotal, refundedTotal, refunds, disputes, nextAction);
    }

    private static boolean holdsMoney(PaymentAttempt attempt) {
        return switch (attempt.status()) {
            case STARTED, AUTHORIZED, CAPTURED -> true;
            case DECLINED, VOIDED, REFUNDED -> false;
        };
    }

    private static PaymentAttempt ended(PaymentAttempt attempt, AttemptStatus end) {
        return new PaymentAttempt(attempt.number(), attempt.paymentMethod(), end, attempt.declineCode());
    }

    private PaymentSummary totals(Money captured, Money refunded) {
        return new PaymentSummary(stage, attempts, captured, refunded, refunds, disputes, nextAction);
    }

    /** The attempt takes the place of the one with its number, or comes last. */
    private PaymentSummary with(PaymentAttempt attempt) {
        List<PaymentAttempt> result = new ArrayList<>(attempts);
        result.removeIf(other -> other.number() == attempt.number());
        result.add(attempt);
        return new PaymentSummary(
                stage, List.copyOf(result), capturedTotal, refundedTotal, refunds, disputes, nextAction);
    }

    /** The dispute takes the place of the one with its name, or comes last. */
    private PaymentSummary with(Dispute dispute) {
        List<Dispute> result = new ArrayList<>(disputes);
        result.removeIf(other -> other.reference().equals(dispute.reference()));
        result.add(dispute);
        return new PaymentSummary(
                stage, attempts, capturedTotal, refundedTotal, refunds, List.copyOf(result), nextAction);
    }

    /** The refund takes the place of the one with its number, or comes last. */
    private PaymentSummary with(Refund refund) {
        List<Refund> result = new ArrayList<>(refunds);
        result.removeIf(other -> other.number() == refund.number());
        result.add(refund);
        result.sort((a, b) -> Integer.compare(a.number(), b.number()));
        return new PaymentSummary(
                stage, attempts, capturedTotal, refundedTotal, List.copyOf(result), disputes, nextAction);
    }
}
