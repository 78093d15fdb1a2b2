package dev.ordersaga.payment;

import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.api.payment.PaymentActionRequired;
import dev.ordersaga.api.payment.PaymentAuthorizationExpired;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptureFailed;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.payment.PaymentStillOpen;
import dev.ordersaga.api.payment.PaymentVoided;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.Attempt.Progress;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import java.util.List;
import java.util.UUID;

/**
 * Rules that turn a provider's outcome into events. Pure: the same state and the same outcome give the same events,
 * whichever source reported it. A repeated outcome gives none, and a contradictory one is an exception.
 */
final class OutcomeRules {

    static final String RESERVATION_GONE = "reservation_gone";
    static final String GIVEN_UP = "given_up_by_provider";

    private final PaymentState payment;

    OutcomeRules(PaymentState payment) {
        this.payment = payment;
    }

    List<PaymentEvent> eventsOf(ProviderOutcome outcome) {
        return switch (outcome) {
            case ProviderOutcome.OfCharge charge -> ofCharge(charge.attempt(), charge.answer());
            case ProviderOutcome.OfCheck check -> ofCheck(check);
            case ProviderOutcome.OfRefund refund -> new RefundRules(payment).eventsOf(refund.refund(), refund.answer());
            case ProviderOutcome.OfDispute dispute -> new DisputeRules(payment).eventsOf(dispute.answer());
        };
    }

    private List<PaymentEvent> ofCharge(int number, ProviderAnswer answer) {
        if (payment.released() || attempt().number() != number) {
            return List.of();
        }
        return switch (answer) {
            case Processing processing -> processing(processing);
            case ActionRequired action -> actionRequired(action);
            case Authorized authorized -> authorized(authorized);
            case Captured captured -> captured(captured);
            case Declined declined -> declined(declined);
            case Voided voided -> voided(voided);
        };
    }

    /** No outcome is a result too: the order, whose deadline has passed, waits for it. */
    private List<PaymentEvent> ofCheck(ProviderOutcome.OfCheck outcome) {
        if (!payment.checks().isOpen(outcome.check())) {
            return List.of();
        }
        List<PaymentEvent> changes =
                outcome.answer() == null ? List.of() : ofCharge(outcome.attempt(), outcome.answer());
        return changes.isEmpty() && attempt().isOpen()
                ? List.of(new PaymentStillOpen(orderId(), outcome.attempt(), outcome.check()))
                : changes;
    }

    private List<PaymentEvent> processing(Processing answer) {
        return attempt().isOpen() && !attempt().is(Progress.PROCESSING)
                ? List.of(new PaymentProcessing(
                        orderId(), attempt().number(), answer.providerReference(), answer.takesDays()))
                : List.of();
    }

    private List<PaymentEvent> actionRequired(ActionRequired answer) {
        NextAction action = answer.nextAction();
        // One that cannot be offered to the customer is no state to record: the call that finds it cancels the charge.
        return action != null && attempt().isOpen() && !attempt().is(Progress.ACTION_REQUIRED)
                ? List.of(new PaymentActionRequired(
                        orderId(), attempt().number(), answer.providerReference(), action, answer.expiresAt()))
                : List.of();
    }

    private List<PaymentEvent> authorized(Authorized answer) {
        require(!attempt().is(Progress.DECLINED), answer, "it had declined this attempt");
        require(attempt().isFor(answer.amount()), answer, "the amount is not the requested one");
        require(charge().capture() == CaptureMode.ON_SHIPMENT, answer, "an immediate capture was requested");
        String method = charge().paymentMethod();
        return attempt().isOpen()
                ? List.of(new PaymentAuthorized(
                        orderId(),
                        attempt().number(),
                        method,
                        answer.amount(),
                        answer.providerReference(),
                        answer.captureBefore()))
                : List.of();
    }

    private List<PaymentEvent> captured(Captured answer) {
        require(!attempt().endedWithoutMoney(), answer, "it had declined or voided this attempt");
        require(attempt().isFor(answer.amount()), answer, "the amount is not the requested one");
        return attempt().is(Progress.CAPTURED)
                ? List.of()
                : List.of(new PaymentCaptured(
                        orderId(),
                        attempt().number(),
                        charge().paymentMethod(),
                        answer.amount(),
                        answer.providerReference(),
                        charge().capture()));
    }

    private List<PaymentEvent> declined(Declined answer) {
        if (attempt().is(Progress.CAPTURING)) {
            return captureFailed(answer.code());
        }
        String method = charge().paymentMethod();
        return attempt().isOpen()
                ? List.of(new PaymentDeclined(
                        orderId(), attempt().number(), method, answer.code(), answer.customerCode(), answer.hard()))
                : List.of();
    }

    private List<PaymentEvent> voided(Voided answer) {
        if (attempt().is(Progress.CAPTURING)) {
            return captureFailed(RESERVATION_GONE);
        }
        if (attempt().endedWithoutMoney()) {
            return List.of();
        }
        require(!attempt().is(Progress.CAPTURED), answer, "the money had been captured");
        if (payment.isBeingReleased()) {
            return List.of(new PaymentVoided(orderId(), charge().amount()));
        }
        return attempt().is(Progress.AUTHORIZED)
                ? List.of(new PaymentAuthorizationExpired(orderId(), attempt().number()))
                : declined(new Declined(GIVEN_UP, Declined.GENERIC, false));
    }

    private List<PaymentEvent> captureFailed(String reason) {
        return List.of(new PaymentCaptureFailed(orderId(), attempt().number(), reason));
    }

    private void require(boolean rule, ProviderAnswer answer, String violation) {
        if (!rule) {
            throw new InconsistentProviderAnswerException(orderId(), answer, violation);
        }
    }

    private Attempt attempt() {
        return payment.attempt();
    }

    private Charge charge() {
        return attempt().charge();
    }

    private UUID id() {
        return payment.paymentId();
    }

    private UUID orderId() {
        return payment.orderId();
    }
}
