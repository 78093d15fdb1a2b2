package dev.ordersaga.payment.gateway.circuitbreaker;

import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.util.Optional;

/** Every question goes through the guard. */
final class CircuitBreakerGateway implements PaymentGateway {

    private final PaymentGateway gateway;
    private final ProviderCircuitBreaker guard;

    CircuitBreakerGateway(PaymentGateway gateway, ProviderCircuitBreaker guard) {
        this.gateway = gateway;
        this.guard = guard;
    }

    @Override
    public ProviderAnswer authorize(Charge charge) {
        return guard.call(() -> gateway.authorize(charge));
    }

    @Override
    public Optional<ProviderAnswer> find(Charge charge) {
        return guard.call(() -> gateway.find(charge));
    }

    @Override
    public ProviderAnswer capture(Charge charge, String idempotencyKey) {
        return guard.call(() -> gateway.capture(charge, idempotencyKey));
    }

    @Override
    public ProviderAnswer voidCharge(Charge charge, String idempotencyKey) {
        return guard.call(() -> gateway.voidCharge(charge, idempotencyKey));
    }

    @Override
    public RefundAnswer refund(Charge charge, Refund refund) {
        return guard.call(() -> gateway.refund(charge, refund));
    }

    @Override
    public Optional<RefundAnswer> findRefund(Charge charge, Refund refund) {
        return guard.call(() -> gateway.findRefund(charge, refund));
    }
}
