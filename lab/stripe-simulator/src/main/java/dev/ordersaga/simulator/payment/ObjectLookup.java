package dev.ordersaga.simulator.payment;

import java.util.Optional;

/** Finds objects by id. */
public interface ObjectLookup {

    Optional<PaymentIntent> intent(String id);

    /** The PaymentIntent as of its last change while this charge was its latest. */
    Optional<PaymentIntent> charge(String id);
}
