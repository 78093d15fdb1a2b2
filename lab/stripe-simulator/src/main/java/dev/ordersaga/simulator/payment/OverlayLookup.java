package dev.ordersaga.simulator.payment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects as they will be when a decision is applied. */
public record OverlayLookup(ObjectLookup before, @Nullable PaymentIntent intent) implements ObjectLookup {

    @Override
    public Optional<PaymentIntent> intent(String id) {
        return intent != null && intent.id().equals(id) ? Optional.of(intent) : before.intent(id);
    }

    @Override
    public Optional<PaymentIntent> charge(String id) {
        boolean its = intent != null
                && intent.charge() != null
                && intent.charge().id().equals(id);
        return its ? Optional.ofNullable(intent) : before.charge(id);
    }
}
