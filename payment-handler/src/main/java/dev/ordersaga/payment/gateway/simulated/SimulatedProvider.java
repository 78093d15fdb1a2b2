package dev.ordersaga.payment.gateway.simulated;

import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.PaymentProvider;
import java.time.Clock;
import java.util.regex.Pattern;

/** The simulated provider: a gateway only, since it stores nothing. It accepts tokens in the form of Stripe's. */
final class SimulatedProvider implements PaymentProvider {

    static final String NAME = "simulated";

    private static final Pattern PAYMENT_METHODS = Pattern.compile("pm_\\w+");

    private final PaymentGateway gateway;

    SimulatedProvider(Clock clock) {
        this.gateway = new SimulatedGateway(clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Pattern paymentMethods() {
        return PAYMENT_METHODS;
    }

    @Override
    public PaymentGateway gateway() {
        return gateway;
    }
}
