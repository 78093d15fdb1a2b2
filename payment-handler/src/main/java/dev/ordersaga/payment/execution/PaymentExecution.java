package dev.ordersaga.payment.execution;

import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.payment.PaymentCommands;
import dev.ordersaga.payment.gateway.EnabledProvider;
import dev.ordersaga.payment.gateway.PaymentProviders;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Event processor: turns the requests of orders into decisions of their payments, and those into provider calls. Token,
 * decision and call commit together; the call itself is made later by the scheduler, so that no thread of this
 * processor ever waits for a provider.
 */
@ProcessingGroup(PaymentExecutionConfiguration.PROCESSOR)
@DisallowReplay
class PaymentExecution {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentExecution.class);

    private final PaymentCommands payments;
    private final ProviderCallRepository calls;
    private final PaymentProviders providers;

    PaymentExecution(PaymentCommands payments, ProviderCallRepository calls, PaymentProviders providers) {
        this.payments = payments;
        this.calls = calls;
        this.providers = providers;
    }

    @EventHandler
    void on(PaymentRequested event) {
        Optional<EnabledProvider> provider = providers.accepting(event.paymentMethod());
        if (provider.isEmpty()) {
            LOG.warn("No enabled payment provider accepts the payment method of attempt {}", event.attempt());
        }
        payments.start(event, provider.map(EnabledProvider::name).orElse(null)).ifPresent(calls::add);
    }

    @EventHandler
    void on(CaptureRequested event) {
        payments.capture(event).ifPresent(call -> {
            // The pending look-up of the authorization's expiry is obsolete.
            calls.cancel(call.charge().idempotencyKey());
            calls.add(call);
        });
    }

    @EventHandler
    void on(PaymentCheckRequested event) {
        payments.check(event).ifPresent(calls::add);
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
