package dev.ordersaga.payment.execution;

import dev.ordersaga.payment.gateway.PaymentProvider;
import java.util.regex.Pattern;

/** Provider with a scripted gateway; it accepts every token that starts with {@code pm_}. */
record ScriptedProvider(ScriptedGateway gateway) implements PaymentProvider {

    static final String NAME = "scripted";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Pattern paymentMethods() {
        return Pattern.compile("pm_.+");
    }
}
