package dev.ordersaga.payment.execution;

import java.util.UUID;

/** Charges with this system's metadata that its own records do not have, as after a restored backup. */
@FunctionalInterface
public interface UnknownCharges {

    /** Whether a finding about such a charge of this order is open: no further charge may be made before it is closed. */
    boolean existFor(UUID orderId);
}
