package dev.ordersaga.payment;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentCaptureStarted;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentReleaseStarted;
import dev.ordersaga.payment.Attempt.Progress;
import dev.ordersaga.payment.ProviderCall.Operation;
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
 * The payment of one order: one open attempt at a time, another one only after one that ended without money, and no
 * charge after it was released. What is learned first about an attempt or a refund counts; what is learned again changes
 * nothing. {@link OutcomeRules} has the rules, {@link PaymentState} what was recorded.
 *
 * <p>Whoever asks for a release gets exactly one of {@code PaymentReleaseFinished} and {@code PaymentReleaseFailed},
 * whatever happened before and whatever the provider still answers, a decline included. It waits for the refunds that are
 * under way and for disputes that the bank has not decided, and then gives back the rest.
 *
 * <p>Every decision answers with the call that the provider has to be asked next, if any. A release never overtakes an
 * attempt of which nobody knows whether the provider has it: it waits for that answer.
 */
class Payment {

    /** A refund that the order should not have asked for; it never reaches the provider. */
    static final String NOT_ENOUGH_LEFT = "not_enough_left";

    @AggregateIdentifier
    private @Nullable UUID paymentId;

    private @Nullable PaymentState soFar;

    Payment() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Optional<ProviderCall> decide(StartPaymentAttempt command) {
        if (isNew(command)) {
            apply(new PaymentAttemptStarted(
                    command.paymentId(),
                    command.orderId(),
                    command.attempt(),
                    IdempotencyKeys.ofAttempt(command.orderId(), command.attempt()),
                    command.paymentMethod(),
                    command.amount(),
                    command.capture()));
        }
        return soFar().released() ? Optional.empty() : soFar().nextCall();
    }

    @CommandHandler
    Optional<ProviderCall> decide(CapturePayment command) {
        PaymentState before = soFar();
        boolean isReserved =
                before.attempt().is(Progress.AUTHORIZED) && before.attempt().number() == command.attempt();
        if (isReserved && before.releaseKey() == null) {
            String key = IdempotencyKeys.ofCapture(before.orderId(), command.attempt());
            apply(new PaymentCaptureStarted(command.paymentId(), before.orderId(), command.attempt(), key));
        }
        return soFar().attempt().is(Progress.CAPTURING) ? soFar().nextCall() : Optional.empty();
    }

    @CommandHandler
    Optional<ProviderCall> decide(RefundPayment command) {
        PaymentState before = soFar();
        if (command.refund() > before.refunds().latest()) {
            boolean isCovered = !command.amount().isMoreThan(before.left()) && !before.isBeingReleased();
            apply(isCovered ? started(command) : refusedAtOnce(command));
        }
        return soFar().refundCall(Operation.REFUND, command.refund());
    }

    @CommandHandler
    Optional<ProviderCall> decide(ReleasePayment command) {
        if (soFar().releaseKey() == null) {
            UUID orderId = soFar().orderId();
            apply(new PaymentReleaseStarted(command.paymentId(), orderId, IdempotencyKeys.ofRelease(orderId)));
            soFar().conclusion().ifPresent(event -> apply(event));
        }
        return soFar().released() ? Optional.empty() : soFar().nextCall();
    }

    @CommandHandler
    RecordedOutcome decide(RecordPaymentOutcome command) {
        long before = getVersion();
        new OutcomeRules(soFar()).eventsOf(command.outcome()).forEach(event -> apply(event));
        soFar().conclusion().ifPresent(event -> apply(event));
        return new RecordedOutcome(getVersion() > before, nextCallAfter(command.outcome()));
    }

    @EventSourcingHandler
    void evolve(PaymentEvent event, @Timestamp Instant at) {
        paymentId = event.paymentId();
        soFar = PaymentState.after(soFar, event, at);
    }

    /** A refund is asked about until it has an outcome; then, as after a charge's, the charge's next call is due. */
    private Optional<ProviderCall> nextCallAfter(ProviderOutcome outcome) {
        if (outcome instanceof ProviderOutcome.OfRefund refund
                && soFar().refunds().isOpen(refund.refund())) {
            return soFar().refundCall(Operation.FIND_REFUND, refund.refund());
        }
        boolean goesOn = outcome instanceof ProviderOutcome.OfCharge || soFar().isBeingReleased();
        return goesOn && !soFar().released() ? soFar().nextCall() : Optional.empty();
    }

    private boolean isNew(StartPaymentAttempt command) {
        if (soFar == null) {
            return true;
        }
        if (command.attempt() <= soFar.attempt().number() || soFar.releaseKey() != null) {
            return false;
        }
        if (!soFar.attempt().isWithoutMoney()) {
            throw new IllegalStateException("payment of order " + command.orderId() + ": attempt "
                    + soFar.attempt().number() + " did not end without money");
        }
        return true;
    }

    private PaymentEvent started(RefundPayment command) {
        UUID orderId = soFar().orderId();
        String key = IdempotencyKeys.ofRefund(orderId, command.refund());
        return new PaymentRefundStarted(
                command.paymentId(), orderId, command.refund(), command.amount(), command.reason(), key);
    }

    private PaymentEvent refusedAtOnce(RefundPayment command) {
        return new PaymentRefundFailed(
                command.paymentId(), soFar().orderId(), command.refund(), command.amount(), NOT_ENOUGH_LEFT);
    }

    private PaymentState soFar() {
        return requireNonNull(soFar);
    }
}
