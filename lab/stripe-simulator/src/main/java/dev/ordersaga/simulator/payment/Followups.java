package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.payment.PaymentBehaviour.PaysAndDisputes;
import dev.ordersaga.simulator.payment.PaymentBehaviour.PaysButFailsRefunds;
import dev.ordersaga.simulator.payment.PaymentBehaviour.Settles;
import dev.ordersaga.simulator.time.TimerQueue;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What comes due by itself, read from the objects alone, so that a restart forgets none of it. */
final class Followups {

    private record Due(Instant at, Operation operation) {}

    private final ProviderSettings settings;
    private final TimerQueue agenda;
    private final Consumer<Operation> clerk;

    /** @param clerk carries out what has come due */
    Followups(ProviderSettings settings, TimerQueue agenda, Consumer<Operation> clerk) {
        this.settings = settings;
        this.agenda = agenda;
        this.clerk = clerk;
    }

    void schedule(Intent intent) {
        of(intent).ifPresent(this::schedule);
    }

    void schedule(Refund refund, PaymentStore book) {
        of(refund, book.intent(refund.intentId()).orElseThrow()).ifPresent(this::schedule);
    }

    private void schedule(Due due) {
        agenda.at(due.at(), () -> clerk.accept(due.operation()));
    }

    private Optional<Due> of(Intent intent) {
        Charge charge = intent.charge();
        if (charge == null) {
            return Optional.empty();
        }
        PaymentBehaviour conduct = PaymentMethods.of(charge.paymentMethod()).conduct();
        return switch (intent.status()) {
            case REQUIRES_CAPTURE ->
                Optional.ofNullable(charge.captureBefore())
                        .map(before -> new Due(before, new ExpireAuthorization(intent.id())));
            case PROCESSING -> settlement(intent.id(), charge, conduct);
            case SUCCEEDED -> dispute(intent.id(), charge, conduct);
            default -> Optional.empty();
        };
    }

    private Optional<Due> settlement(String intentId, Charge charge, PaymentBehaviour conduct) {
        return conduct instanceof Settles settles
                ? Optional.of(new Due(
                        charge.created().plus(settings.settlesAfter()), new Settle(intentId, settles.successfully())))
                : Optional.empty();
    }

    private Optional<Due> dispute(String intentId, Charge charge, PaymentBehaviour conduct) {
        return conduct instanceof PaysAndDisputes && charge.disputeId() == null
                ? Optional.of(new Due(charge.created().plus(settings.disputeAfter()), new OpenDispute(intentId)))
                : Optional.empty();
    }

    private Optional<Due> of(Refund refund, Intent intent) {
        boolean fails = PaymentMethods.of(intent.attempt().paymentMethod()).conduct() instanceof PaysButFailsRefunds;
        boolean turns = refund.status() == Refund.Status.PENDING
                || (refund.status() == Refund.Status.SUCCEEDED && fails && !refund.release());
        return turns
                ? Optional.of(new Due(refund.created().plus(settings.refundTurnsAfter()), new TurnRefund(refund.id())))
                : Optional.empty();
    }
}
