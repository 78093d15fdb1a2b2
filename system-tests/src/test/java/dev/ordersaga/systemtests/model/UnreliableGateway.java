package dev.ordersaga.systemtests.model;

import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.ProviderUnavailableException.Reason;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Gateway with faults: requests and responses are lost, processes die, and other steps run during a call. */
final class UnreliableGateway implements PaymentGateway {

    private final PaymentGateway provider;
    private final Faults faults;
    private final PlantedBugs bugs;
    private final Runnable meanwhile;
    private final Consumer<Charge> onAsked;

    /**
     * @param meanwhile other steps before and after the effect of a call
     * @param onAsked called with each charge about which the provider is asked, whatever becomes of the call
     */
    UnreliableGateway(
            PaymentGateway provider, Faults faults, PlantedBugs bugs, Runnable meanwhile, Consumer<Charge> onAsked) {
        this.provider = provider;
        this.onAsked = onAsked;
        this.faults = faults;
        this.bugs = bugs;
        this.meanwhile = meanwhile;
    }

    @Override
    public ProviderAnswer authorize(Charge charge) {
        onAsked.accept(charge);
        try {
            return call(() -> provider.authorize(bugs.asSent(charge)));
        } catch (UnknownOutcomeException e) {
            if (bugs.is(PlantedBug.A_TIMEOUT_IS_TAKEN_FOR_A_DECLINE)) {
                return new ProviderAnswer.Declined("timeout", false);
            }
            throw e;
        }
    }

    @Override
    public Optional<ProviderAnswer> find(Charge charge) {
        onAsked.accept(charge);
        return call(() -> provider.find(charge));
    }

    @Override
    public ProviderAnswer capture(Charge charge, String idempotencyKey) {
        return call(() -> provider.capture(charge, idempotencyKey));
    }

    @Override
    public ProviderAnswer voidCharge(Charge charge, String idempotencyKey) {
        if (bugs.is(PlantedBug.A_RELEASE_CALLS_NO_PROVIDER)) {
            return new ProviderAnswer.Voided("none");
        }
        return call(() -> {
            if (bugs.is(PlantedBug.CAPTURED_AFTER_THE_CANCELLATION)) {
                provider.capture(charge, idempotencyKey);
                return new ProviderAnswer.Voided("none");
            }
            return provider.voidCharge(charge, idempotencyKey);
        });
    }

    @Override
    public RefundAnswer refund(Charge charge, Refund refund) {
        try {
            return call(() -> provider.refund(charge, refund));
        } catch (RequestRejectedException e) {
            if (bugs.is(PlantedBug.A_REFUSAL_IS_TAKEN_FOR_SILENCE)) {
                throw new UnknownOutcomeException("no answer", e);
            }
            throw e;
        }
    }

    @Override
    public Optional<RefundAnswer> findRefund(Charge charge, Refund refund) {
        return call(() -> provider.findRefund(charge, refund));
    }

    private <A> A call(Supplier<A> effect) {
        Faults.InCall fault = faults.inCall();
        if (fault == Faults.InCall.REQUEST_LOST) {
            throw new UnknownOutcomeException("the request was lost");
        }
        if (fault == Faults.InCall.POSTPONED) {
            throw new ProviderUnavailableException(
                    "the circuit breaker is open", Reason.CIRCUIT_OPEN, Duration.ofSeconds(5));
        }
        proceed();
        A answer = effect.get();
        proceed();
        if (fault == Faults.InCall.ANSWER_LOST) {
            throw new UnknownOutcomeException("the answer was lost");
        }
        if (fault == Faults.InCall.DEATH_AFTER) {
            throw new ProcessDied();
        }
        return answer;
    }

    private void proceed() {
        if (faults.meanwhile()) {
            meanwhile.run();
        }
    }
}
