package dev.ordersaga.payment;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentCaptureStarted;
import dev.ordersaga.api.payment.PaymentCheckStarted;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentReleaseStarted;
import dev.ordersaga.api.payment.PaymentUnanswered;
import dev.ordersaga.payment.Attempt.Progress;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Aggregate: the payment of one order. One attempt is open at a time, another one may follow only after one that ended
 * without money, and no charge is made after a release. The first outcome of an attempt or a refund counts; repeated
 * ones are no-ops. {@link OutcomeRules} holds the rules, {@link PaymentState} the folded state.
 *
 * <p>A release ends with exactly one of {@code PaymentReleaseFinished} and {@code PaymentReleaseFailed}, whatever
 * happened before and whatever the provider still answers, a decline included. It waits for disputes that the bank has not
 * decided, and refunds the remainder; refunds that are under way delay its end only.
 *
 * <p>Every decision returns the next call to the provider, if any. A release never overtakes an attempt while it is
 * unknown whether the provider received it: it waits for that answer.
 */
class Payment {

    /** Reason of a refund that exceeds what is refundable; it never reaches the provider. */
    static final String NOT_ENOUGH_LEFT = "not_enough_left";

    @AggregateIdentifier
    private @Nullable UUID paymentId;

    private @Nullable PaymentState state;

    Payment() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Optional<ProviderCall> decide(StartPaymentAttempt command) {
        if (isNew(command)) {
            apply(started(command));
            if (command.provider() == null) {
                apply(declinedWithoutProvider(command));
            }
        }
        return state().released() ? Optional.empty() : state().nextCall();
    }

    @CommandHandler
    Optional<ProviderCall> decide(CapturePayment command) {
        PaymentState before = state();
        boolean isAuthorized =
                before.attempt().is(Progress.AUTHORIZED) && before.attempt().number() == command.attempt();
        if (isAuthorized && before.releaseKey() == null) {
            String key = IdempotencyKeys.ofCapture(before.orderId(), command.attempt());
            apply(new PaymentCaptureStarted(before.orderId(), command.attempt(), key));
        }
        return state().attempt().is(Progress.CAPTURING) ? state().nextCall() : Optional.empty();
    }

    @CommandHandler
    Optional<ProviderCall> decide(CheckPayment command) {
        PaymentState before = state();
        boolean isNew = command.check() > before.checks().latest() && before.releaseKey() == null;
        if (isNew) {
            apply(new PaymentCheckStarted(before.orderId(), command.attempt(), command.check()));
        }
        return isNew && before.attempt().number() == command.attempt() ? state().checkCall() : Optional.empty();
    }

    @CommandHandler
    Optional<ProviderCall> decide(RefundPayment command) {
        PaymentState before = state();
        if (command.refund() > before.refunds().latestNumber()) {
            boolean isCovered = !command.amount().isMoreThan(before.refundable()) && !before.isBeingReleased();
            apply(isCovered ? started(command) : rejected(command));
        }
        return state().refundCall(Operation.REFUND, command.refund());
    }

    @CommandHandler
    Optional<ProviderCall> decide(ReleasePayment command) {
        if (state().releaseKey() == null) {
            UUID orderId = state().orderId();
            apply(new PaymentReleaseStarted(orderId, IdempotencyKeys.ofRelease(orderId)));
            state().nextReleaseStep().ifPresent(event -> apply(event));
        }
        return state().released() ? Optional.empty() : state().nextCall();
    }

    @CommandHandler
    void decide(RecordUnanswered command) {
        Attempt attempt = state().attempt();
        boolean isNew = attempt.number() == command.attempt() && attempt.is(Progress.STARTED);
        if (isNew && state().releaseKey() == null) {
            apply(new PaymentUnanswered(state().orderId(), command.attempt(), command.unansweredSince()));
        }
    }

    @CommandHandler
    RecordedOutcome decide(RecordPaymentOutcome command) {
        if (!command.provider().equals(state().attempt().provider())) {
            return new RecordedOutcome(false, Optional.empty());
        }
        long before = getVersion();
        new OutcomeRules(state()).eventsOf(command.outcome()).forEach(event -> apply(event));
        state().nextReleaseStep().ifPresent(event -> apply(event));
        return new RecordedOutcome(getVersion() > before, nextCallAfter(command.outcome()));
    }

    @EventSourcingHandler
    void evolve(PaymentEvent event, @Timestamp Instant at) {
        paymentId = event.paymentId();
        state = PaymentState.after(state, event, at);
    }

    /**
     * A refund is looked up until it has an outcome; then, as after a charge's outcome, the charge's next call is due.
     */
    private Optional<ProviderCall> nextCallAfter(ProviderOutcome outcome) {
        if (outcome instanceof ProviderOutcome.OfRefund refund
                && state().refunds().isOpen(refund.refund())) {
            return state().refundCall(Operation.FIND_REFUND, refund.refund());
        }
        boolean continues = outcome instanceof ProviderOutcome.OfCharge
                || outcome instanceof ProviderOutcome.OfCheck
                || state().isBeingReleased();
        return continues && !state().released() ? state().nextCall() : Optional.empty();
    }

    private boolean isNew(StartPaymentAttempt command) {
        if (state == null) {
            return true;
        }
        if (command.attempt() <= state.attempt().number() || state.releaseKey() != null) {
            return false;
        }
        if (!state.attempt().endedWithoutMoney()) {
            throw new IllegalStateException("payment of order " + command.orderId() + ": attempt "
                    + state.attempt().number() + " did not end without money");
        }
        return true;
    }

    private static PaymentEvent started(StartPaymentAttempt command) {
        return new PaymentAttemptStarted(
                command.orderId(),
                command.attempt(),
                IdempotencyKeys.ofAttempt(command.orderId(), command.attempt()),
                command.provider(),
                command.paymentMethod(),
                command.amount(),
                command.capture());
    }

    private static PaymentEvent declinedWithoutProvider(StartPaymentAttempt command) {
        String code = ProviderAnswer.Declined.UNKNOWN_PAYMENT_METHOD;
        return new PaymentDeclined(command.orderId(), command.attempt(), command.paymentMethod(), code, code, true);
    }

    private PaymentEvent started(RefundPayment command) {
        UUID orderId = state().orderId();
        String key = IdempotencyKeys.ofRefund(orderId, command.refund());
        return new PaymentRefundStarted(orderId, command.refund(), command.amount(), command.reason(), key);
    }

    private PaymentEvent rejected(RefundPayment command) {
        return new PaymentRefundFailed(state().orderId(), command.refund(), command.amount(), NOT_ENOUGH_LEFT);
    }

    private PaymentState state() {
        return requireNonNull(state);
    }
}
