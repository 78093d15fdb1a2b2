package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.ObjectLookup;

/** Renders a decision before it is written: the response is part of its ledger entry. */
public interface ResponseRenderer {
    /** @param after the objects as they will be */
    PaymentEngine.ApiResponse of(Effect effect, ObjectLookup after);

    PaymentEngine.ApiResponse of(InvalidRequestException rejection);
}
