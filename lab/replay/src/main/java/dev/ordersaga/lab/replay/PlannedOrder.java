package dev.ordersaga.lab.replay;

import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One invoice as it will be sent, and what must become of it.
 *
 * @param total the sum of the rounded lines
 * @param faults what the service must name when it refuses it; empty when it must accept it
 * @param cancelledBy number of the cancellation invoice that withdraws it; null when none does
 */
record PlannedOrder(
        Invoice invoice,
        UUID id,
        String paymentMethod,
        BigDecimal total,
        Set<ContractFault> faults,
        @Nullable String cancelledBy) {

    /** The same order, to be withdrawn by that cancellation invoice; null leaves it. */
    PlannedOrder cancelledBy(@Nullable String cancellation) {
        return new PlannedOrder(invoice, id, paymentMethod, total, faults, cancellation);
    }

    /** What must become of it. */
    Ending ending() {
        if (!faults.isEmpty()) {
            return Ending.REFUSED;
        }
        Ending afterPayment = PaymentMethods.ending(paymentMethod);
        return afterPayment == Ending.CONFIRMED && cancelledBy != null ? Ending.CANCELLED : afterPayment;
    }
}
