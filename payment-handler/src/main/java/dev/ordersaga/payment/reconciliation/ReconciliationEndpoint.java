package dev.ordersaga.payment.reconciliation;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Actuator endpoint of reconciliation: GET returns the report, POST runs a full reconciliation first. */
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
    ReconciliationReport reconcileNow() {
        reconciliation.reconcileAll();
        return reconciliation.report();
    }
}
