package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.operations.access.ForOperators;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import dev.ordersaga.operations.web.Actions;
import dev.ordersaga.payment.reconciliation.ReconciliationReport.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Operators' API for findings of reconciliation: lists the open ones, and closes one whose difference is accepted. */
@RestController
@ForOperators
class FindingsController {

    private static final String LIMIT = "limit";
    private static final int MAX_LIMIT = 500;

    private final ReconciliationStore store;
    private final Clock clock;
    private final Actions actions;

    FindingsController(ReconciliationStore store, Clock clock, Actions actions) {
        this.store = store;
        this.clock = clock;
        this.actions = actions;
    }

    record Listed(List<Finding> findings) {}

    record Closed(String reference) {}

    @Needs(Scope.OPS_READ)
    @GetMapping("/operations/findings")
    Listed list(HttpServletRequest request) {
        int limit = QueryParameters.of(request, Set.of(LIMIT)).integer(LIMIT, 1, MAX_LIMIT, 100);
        return new Listed(store.open().stream().limit(limit).toList());
    }

    @Needs(Scope.OPS_WRITE)
    @PostMapping("/operations/findings/{reference}/close")
    ResponseEntity<String> close(@PathVariable String reference, HttpServletRequest request, JsonBody body) {
        Subject subject = new Subject("finding/" + reference, Actions.reasonIn(body));
        return actions.once(request, body, "close-finding", subject, () -> {
            if (!store.accept(reference, clock.instant())) {
                throw new ProblemException(HttpProblem.NOT_FOUND, "There is no open finding of this reference.");
            }
            return new Closed(reference);
        });
    }
}
