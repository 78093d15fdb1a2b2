package dev.ordersaga.payment;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentReleaseStarted;
import dev.ordersaga.api.payment.PaymentVoided;
import dev.ordersaga.payment.Attempt.Progress;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Refunded;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
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
 * The payment of one order: one open attempt at a time, another one only after a decline, and nothing after it was given
 * back. What a provider says first about an attempt counts; what it says again changes nothing.
 *
 * <p>Whoever asks for a release gets exactly one of {@code PaymentVoided} and {@code PaymentRefunded} <em>after</em>
 * {@code PaymentReleaseStarted}, whatever happened before and whatever the provider still answers, a decline included.
 * Both mean the same to the order: nothing is held any more.
 *
 * <p>Every decision answers with the call that the provider has to be asked next, if any. A release never overtakes an
 * attempt of which nobody knows whether the provider has it: it waits for that answer.
 */
class Payment {

    @AggregateIdentifier
    private @Nullable UUID paymentId;

    private @Nullable Attempt latest;
    private @Nullable String releaseKey;
    private boolean released;

    Payment() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Optional<ProviderCall> decide(StartPaymentAttempt command) {
        if (isNew(command.attempt()) && !isBeingReleased()) {
            followsADecline();
            apply(new PaymentAttemptStarted(
                    command.paymentId(),
                    command.orderId(),
                    command.attempt(),
                    IdempotencyKeys.ofAttempt(command.orderId(), command.attempt()),
                    command.paymentMethod(),
                    command.amount(),
                    command.capture()));
        }
        return nextCall();
    }

    @CommandHandler
    Optional<ProviderCall> decide(ReleasePayment command) {
        if (!isBeingReleased()) {
            apply(new PaymentReleaseStarted(id(), orderId(), IdempotencyKeys.ofRelease(orderId())));
            if (attempt().is(Progress.DECLINED)) {
                applyVoided();
            }
        }
        return nextCall();
    }

    @CommandHandler
    Recording decide(RecordPaymentOutcome command) {
        long before = getVersion();
        if (!released && attempt().number() == command.attempt()) {
            switch (command.answer()) {
                case Processing answer -> decideProcessing(answer);
                case Authorized answer -> decideAuthorized(answer);
                case Captured answer -> decideCaptured(answer);
                case Declined answer -> decideDeclined(answer);
                case Voided answer -> decideVoided(answer);
                case Refunded answer -> decideRefunded(answer);
            }
        }
        return new Recording(getVersion() > before, nextCall());
    }

    private void decideProcessing(Processing answer) {
        if (attempt().is(Progress.STARTED)) {
            apply(new PaymentProcessing(id(), orderId(), attempt().number(), answer.providerReference()));
        }
    }

    private void decideAuthorized(Authorized answer) {
        require(!attempt().is(Progress.DECLINED), answer, "it had declined this attempt");
        require(attempt().isOver(answer.amount()), answer, "not the amount that was asked for");
        require(attempt().charge().capture() == CaptureMode.ON_SHIPMENT, answer, "it was to take the money at once");
        if (attempt().isOpen()) {
            apply(new PaymentAuthorized(
                    id(),
                    orderId(),
                    attempt().number(),
                    attempt().charge().paymentMethod(),
                    answer.amount(),
                    answer.providerReference()));
        }
    }

    private void decideCaptured(Captured answer) {
        require(!attempt().is(Progress.DECLINED), answer, "it had declined this attempt");
        require(attempt().isOver(answer.amount()), answer, "not the amount that was asked for");
        if (!attempt().is(Progress.CAPTURED)) {
            apply(new PaymentCaptured(
                    id(),
                    orderId(),
                    attempt().number(),
                    attempt().charge().paymentMethod(),
                    answer.amount(),
                    answer.providerReference()));
        }
    }

    private void decideDeclined(Declined answer) {
        if (attempt().isOpen()) {
            apply(new PaymentDeclined(
                    id(),
                    orderId(),
                    attempt().number(),
                    attempt().charge().paymentMethod(),
                    answer.code(),
                    CustomerDeclineCode.of(answer.code())));
            if (isBeingReleased()) {
                applyVoided();
            }
        }
    }

    private void decideVoided(Voided answer) {
        require(isBeingReleased(), answer, "nobody released this payment");
        require(!attempt().is(Progress.CAPTURED), answer, "the money had been taken");
        applyVoided();
    }

    private void decideRefunded(Refunded answer) {
        require(isBeingReleased(), answer, "nobody released this payment");
        require(attempt().is(Progress.CAPTURED), answer, "the money had not been taken");
        require(attempt().isOver(answer.amount()), answer, "not the amount that was taken");
        apply(new PaymentRefunded(id(), orderId(), answer.amount(), answer.providerReference()));
    }

    private void applyVoided() {
        apply(new PaymentVoided(id(), orderId(), attempt().charge().amount()));
    }

    private Optional<ProviderCall> nextCall() {
        return latest == null || released ? Optional.empty() : latest.nextCall(releaseKey);
    }

    private boolean isNew(int attemptNumber) {
        return latest == null || attemptNumber > latest.number();
    }

    private boolean isBeingReleased() {
        return releaseKey != null;
    }

    private void followsADecline() {
        if (latest != null && !latest.is(Progress.DECLINED)) {
            throw new IllegalStateException(
                    "payment of order " + orderId() + ": attempt " + latest.number() + " is not declined");
        }
    }

    private void require(boolean rule, ProviderAnswer answer, String otherwise) {
        if (!rule) {
            throw new ContradictoryAnswer(orderId(), answer, otherwise);
        }
    }

    private UUID id() {
        return requireNonNull(paymentId);
    }

    private UUID orderId() {
        return attempt().charge().orderId();
    }

    private Attempt attempt() {
        return requireNonNull(latest);
    }

    @EventSourcingHandler
    void evolve(PaymentAttemptStarted event, @Timestamp Instant at) {
        paymentId = event.paymentId();
        latest = Attempt.started(event, at);
    }

    @EventSourcingHandler
    void evolve(PaymentProcessing event) {
        latest = attempt().reached(Progress.PROCESSING, event.providerReference());
    }

    @EventSourcingHandler
    void evolve(PaymentAuthorized event) {
        latest = attempt().reached(Progress.AUTHORIZED, event.providerReference());
    }

    @EventSourcingHandler
    void evolve(PaymentCaptured event) {
        latest = attempt().reached(Progress.CAPTURED, event.providerReference());
    }

    @EventSourcingHandler
    void evolve(PaymentDeclined event) {
        latest = attempt().declined();
    }

    @EventSourcingHandler
    void evolve(PaymentReleaseStarted event) {
        releaseKey = event.idempotencyKey();
    }

    @EventSourcingHandler
    void evolve(PaymentVoided event) {
        released = true;
    }

    @EventSourcingHandler
    void evolve(PaymentRefunded event) {
        released = true;
    }
}
