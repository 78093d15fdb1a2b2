package dev.ordersaga.payment;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** On the operators' port: GET shows the last comparison with the provider, POST makes a full one now. */
@Endpoint(id = "reconciliation")
class ReconciliationEndpoint {

    private final Reconciliation reconciliation;

    ReconciliationEndpoint(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @ReadOperation
    ReconciliationReport report() {
        return reconciliation.report();
    }

    @WriteOperation
    ReconciliationReport compareNow() {
        reconciliation.compareAll();
        return reconciliation.report();
    }
}
