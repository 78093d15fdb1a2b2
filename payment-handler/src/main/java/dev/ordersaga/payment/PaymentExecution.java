package dev.ordersaga.payment;

import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundRequested;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/**
 * Turns what an order asks for into decisions of its payment, and those into provider calls. Token, decision and call
 * commit together; the call itself is made later and elsewhere, so that no thread of this processor ever waits for a
 * provider.
 */
@ProcessingGroup(PaymentHandlerConfiguration.PROCESSOR)
@DisallowReplay
class PaymentExecution {

    private final PaymentCommands payments;
    private final ProviderCalls calls;

    PaymentExecution(PaymentCommands payments, ProviderCalls calls) {
        this.payments = payments;
        this.calls = calls;
    }

    @EventHandler
    void on(PaymentRequested event) {
        payments.start(event).ifPresent(calls::add);
    }

    @EventHandler
    void on(CaptureRequested event) {
        payments.capture(event).ifPresent(call -> {
            calls.forget(call.charge().idempotencyKey());
            calls.add(call);
        });
    }

    @EventHandler
    void on(RefundRequested event) {
        payments.refund(event).ifPresent(calls::add);
    }

    @EventHandler
    void on(PaymentReleaseRequested event) {
        payments.release(event).ifPresent(calls::add);
    }
}
