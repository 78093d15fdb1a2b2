package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.method.PaymentBehaviour;
import dev.ordersaga.simulator.method.PaymentBehaviour.SettlesLater;
import dev.ordersaga.simulator.method.PaymentBehaviour.SucceedsButRefundsFail;
import dev.ordersaga.simulator.method.PaymentBehaviour.SucceedsThenDisputed;
import dev.ordersaga.simulator.method.PaymentMethods;
import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentIntentStatus;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.payment.Refund;
import dev.ordersaga.simulator.time.TimerQueue;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Schedules follow-ups (expiry, settlement, dispute, refund status). Derived from the objects alone, so that a restart
 * loses none.
 */
final class FollowUpScheduler {

    private record Due(Instant at, Operation operation) {}

    private final EngineSettings settings;
    private final TimerQueue timers;
    private final Consumer<Operation> executor;

    /** @param executor executes due operations */
    FollowUpScheduler(EngineSettings settings, TimerQueue timers, Consumer<Operation> executor) {
        this.settings = settings;
        this.timers = timers;
        this.executor = executor;
    }

    void schedule(PaymentIntent intent) {
        of(intent).ifPresent(this::schedule);
    }

    void schedule(Refund refund, PaymentStore store) {
        of(refund, store.intent(refund.intentId()).orElseThrow()).ifPresent(this::schedule);
    }

    private void schedule(Due due) {
        timers.at(due.at(), () -> executor.accept(due.operation()));
    }

    private Optional<Due> of(PaymentIntent intent) {
        if (intent.status() == PaymentIntentStatus.REQUIRES_ACTION) {
            return Optional.ofNullable(intent.actionExpires())
                    .map(expires -> new Due(expires, new ExpireAction(intent.id())));
        }
        Charge charge = intent.charge();
        if (charge == null) {
            return Optional.empty();
        }
        PaymentBehaviour behaviour = PaymentMethods.of(charge.paymentMethod()).behaviour();
        return switch (intent.status()) {
            case REQUIRES_CAPTURE ->
                Optional.ofNullable(charge.captureBefore())
                        .map(before -> new Due(before, new ExpireAuthorization(intent.id())));
            case PROCESSING -> settlement(intent.id(), charge, behaviour);
            case SUCCEEDED -> dispute(intent.id(), charge, behaviour);
            default -> Optional.empty();
        };
    }

    private Optional<Due> settlement(String intentId, Charge charge, PaymentBehaviour behaviour) {
        return behaviour instanceof SettlesLater settles
                ? Optional.of(new Due(
                        charge.created().plus(settings.settlesAfter()),
                        new SettlePayment(intentId, settles.successfully())))
                : Optional.empty();
    }

    private Optional<Due> dispute(String intentId, Charge charge, PaymentBehaviour behaviour) {
        return behaviour instanceof SucceedsThenDisputed disputed && charge.disputeId() == null
                ? Optional.of(new Due(
                        charge.created().plus(settings.disputeAfter()),
                        OpenDispute.due(intentId, disputed.first(), disputed.reason())))
                : Optional.empty();
    }

    private Optional<Due> of(Refund refund, PaymentIntent intent) {
        boolean fails =
                PaymentMethods.of(intent.latestCharge().paymentMethod()).behaviour() instanceof SucceedsButRefundsFail;
        boolean turns = refund.status() == Refund.Status.PENDING
                || (refund.status() == Refund.Status.SUCCEEDED && fails && !refund.release());
        return turns
                ? Optional.of(
                        new Due(refund.created().plus(settings.refundTurnsAfter()), UpdateRefundStatus.due(refund)))
                : Optional.empty();
    }
}
