package dev.ordersaga.payment.reconciliation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A difference to store, or one that is stored already and was seen again.
 *
 * @param reference the provider's id of the object
 * @param orderId null if the object names none that can be read
 */
record NewFinding(
        String provider,
        ChargeMatch.Kind kind,
        String reference,
        @Nullable UUID orderId,
        String what) {}
