package dev.ordersaga.payment.gateway.hold;

import dev.ordersaga.eventprocessing.hold.Hold;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.EnabledProvider;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.ProviderUnavailableException.Reason;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Gateway that makes no call which acts while the system is on hold: such calls are postponed. Look-ups are made. */
public record HeldGateway(PaymentGateway gateway, BooleanSupplier isHeld) implements PaymentGateway {

    public static EnabledProvider protect(EnabledProvider provider, Hold hold) {
        return new EnabledProvider(
                provider.name(),
                provider.paymentMethods(),
                new HeldGateway(provider.gateway(), hold::isInForce),
                provider.records(),
                provider.webhooks());
    }

    @Override
    public ProviderAnswer authorize(Charge charge) {
        return unlessHeld(() -> gateway.authorize(charge));
    }

    @Override
    public Optional<ProviderAnswer> find(Charge charge) {
        return gateway.find(charge);
    }

    @Override
    public ProviderAnswer capture(Charge charge, String idempotencyKey) {
        return unlessHeld(() -> gateway.capture(charge, idempotencyKey));
    }

    @Override
    public ProviderAnswer voidCharge(Charge charge, String idempotencyKey) {
        return unlessHeld(() -> gateway.voidCharge(charge, idempotencyKey));
    }

    @Override
    public RefundAnswer refund(Charge charge, Refund refund) {
        return unlessHeld(() -> gateway.refund(charge, refund));
    }

    @Override
    public Optional<RefundAnswer> findRefund(Charge charge, Refund refund) {
        return gateway.findRefund(charge, refund);
    }

    private <T> T unlessHeld(Supplier<T> call) {
        if (isHeld.getAsBoolean()) {
            throw new ProviderUnavailableException("the system is on hold", Reason.ON_HOLD, Hold.ASK_AGAIN);
        }
        return call.get();
    }
}
