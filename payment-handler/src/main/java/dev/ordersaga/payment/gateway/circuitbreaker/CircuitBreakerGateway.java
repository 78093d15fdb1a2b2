package dev.ordersaga.payment.gateway.circuitbreaker;

import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.util.Optional;

/** Gateway behind a circuit breaker. */
record CircuitBreakerGateway(PaymentGateway gateway, ProviderCircuitBreaker breaker) implements PaymentGateway {

    @Override
    public ProviderAnswer authorize(Charge charge) {
        return breaker.call(() -> gateway.authorize(charge));
    }

    @Override
    public Optional<ProviderAnswer> find(Charge charge) {
        return breaker.call(() -> gateway.find(charge));
    }

    @Override
    public ProviderAnswer capture(Charge charge, String idempotencyKey) {
        return breaker.call(() -> gateway.capture(charge, idempotencyKey));
    }

    @Override
    public ProviderAnswer voidCharge(Charge charge, String idempotencyKey) {
        return breaker.call(() -> gateway.voidCharge(charge, idempotencyKey));
    }

    @Override
    public RefundAnswer refund(Charge charge, Refund refund) {
        return breaker.call(() -> gateway.refund(charge, refund));
    }

    @Override
    public Optional<RefundAnswer> findRefund(Charge charge, Refund refund) {
        return breaker.call(() -> gateway.findRefund(charge, refund));
    }
}
