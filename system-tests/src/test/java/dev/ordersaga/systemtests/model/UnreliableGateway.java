package dev.ordersaga.systemtests.model;

import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The way to the provider: requests and answers get lost on it, processes die, and meanwhile the world goes on. */
final class UnreliableGateway implements PaymentGateway {

    private final PaymentGateway provider;
    private final Faults faults;
    private final PlantedBugs sabotage;
    private final Runnable meanwhile;

    /** @param meanwhile what else happens before and after the effect of a call */
    UnreliableGateway(PaymentGateway provider, Faults faults, PlantedBugs sabotage, Runnable meanwhile) {
        this.provider = provider;
        this.faults = faults;
        this.sabotage = sabotage;
        this.meanwhile = meanwhile;
    }

    @Override
    public ProviderAnswer authorize(Charge charge) {
        try {
            return call(() -> provider.authorize(sabotage.asAsked(charge)));
        } catch (UnknownOutcomeException e) {
            if (sabotage.is(PlantedBug.A_TIMEOUT_IS_TAKEN_FOR_A_DECLINE)) {
                return new ProviderAnswer.Declined("timeout", false);
            }
            throw e;
        }
    }

    @Override
    public Optional<ProviderAnswer> find(Charge charge) {
        return call(() -> provider.find(charge));
    }

    @Override
    public ProviderAnswer capture(Charge charge, String idempotencyKey) {
        return call(() -> provider.capture(charge, idempotencyKey));
    }

    @Override
    public ProviderAnswer voidCharge(Charge charge, String idempotencyKey) {
        if (sabotage.is(PlantedBug.A_RELEASE_ASKS_NOBODY)) {
            return new ProviderAnswer.Voided("nobody");
        }
        return call(() -> {
            if (sabotage.is(PlantedBug.CAPTURED_AFTER_THE_CANCELLATION)) {
                provider.capture(charge, idempotencyKey);
                return new ProviderAnswer.Voided("nobody");
            }
            return provider.voidCharge(charge, idempotencyKey);
        });
    }

    @Override
    public RefundAnswer refund(Charge charge, Refund refund) {
        return call(() -> provider.refund(charge, refund));
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
            throw new ProviderUnavailableException("the provider is not well", Duration.ofSeconds(5));
        }
        goOn();
        A answer = effect.get();
        goOn();
        if (fault == Faults.InCall.ANSWER_LOST) {
            throw new UnknownOutcomeException("the answer was lost");
        }
        if (fault == Faults.InCall.DEATH_AFTER) {
            throw new ProcessDied();
        }
        return answer;
    }

    private void goOn() {
        if (faults.meanwhile()) {
            meanwhile.run();
        }
    }
}
