package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import dev.ordersaga.payment.gateway.UnreadableAnswerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Actuator endpoint of reconciliation: GET returns the report, POST runs a full reconciliation first. */
@Endpoint(id = "reconciliation")
class ReconciliationEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationEndpoint.class);

    private final Reconciliation reconciliation;

    ReconciliationEndpoint(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @ReadOperation
    ReconciliationReport report() {
        return reconciliation.report();
    }

    /** @throws ProblemException if a provider does not answer: what was compared before is kept */
    @WriteOperation
    ReconciliationReport reconcileNow() {
        try {
            reconciliation.reconcileAll();
        } catch (UnknownOutcomeException
                | ProviderUnavailableException
                | RequestRejectedException
                | UnreadableAnswerException e) {
            LOG.warn("Reconciliation on demand: {}", e.getMessage());
            throw new ProblemException(
                    HttpProblem.SERVICE_UNAVAILABLE, "A payment provider does not answer the reconciliation now.");
        }
        return reconciliation.report();
    }
}
