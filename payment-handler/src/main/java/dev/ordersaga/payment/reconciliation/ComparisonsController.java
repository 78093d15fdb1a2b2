package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.IdempotencyKey;
import dev.ordersaga.operations.access.ForOperators;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import dev.ordersaga.operations.web.Actions;
import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import dev.ordersaga.payment.gateway.UnreadableAnswerException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Operators' API of reconciliation: GET returns the report, POST runs a full reconciliation first, one at a time. */
@RestController
@ForOperators
class ComparisonsController {

    private static final Logger LOG = LoggerFactory.getLogger(ComparisonsController.class);
    private static final String COMPARISONS = "/operations/comparisons";
    private static final int RETRY_SECONDS = 10;

    private final Reconciliation reconciliation;
    private final Actions actions;
    private final AtomicBoolean isRunning = new AtomicBoolean();

    ComparisonsController(Reconciliation reconciliation, Actions actions) {
        this.reconciliation = reconciliation;
        this.actions = actions;
    }

    private record Compared(int open) {}

    @Needs(Scope.OPS_READ)
    @GetMapping(COMPARISONS)
    ReconciliationReport report() {
        return reconciliation.report();
    }

    /** The provider is called before the transaction of the audit log begins. */
    @Needs(Scope.OPS_WRITE)
    @PostMapping(COMPARISONS)
    ReconciliationReport compare(HttpServletRequest request, JsonBody body) {
        Subject subject = new Subject("providers", Actions.reasonIn(body));
        IdempotencyKey unusedKey = IdempotencyKey.of(request);
        if (!isRunning.compareAndSet(false, true)) {
            throw new ProblemException(HttpProblem.SERVICE_UNAVAILABLE, "Another comparison is running.")
                    .retryAfter(RETRY_SECONDS);
        }
        try {
            reconcileAll();
        } finally {
            isRunning.set(false);
        }
        ReconciliationReport report = reconciliation.report();
        ResponseEntity<String> unused = actions.once(
                request,
                body,
                "compare",
                subject,
                () -> new Compared(report.open().size()));
        return report;
    }

    /** @throws ProblemException if a provider does not answer: what was compared before is kept */
    private void reconcileAll() {
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
    }
}
