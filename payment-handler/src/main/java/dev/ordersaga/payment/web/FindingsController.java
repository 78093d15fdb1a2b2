package dev.ordersaga.payment.web;

import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.operations.access.ForOperators;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import dev.ordersaga.operations.web.Actions;
import dev.ordersaga.payment.web.OpenFindings.OpenFinding;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows operators where the provider's books and ours differ, and closes what is meant to stay so. */
@RestController
@ForOperators
class FindingsController {

    private static final String LIMIT = "limit";
    private static final int MAX_LIMIT = 500;

    private final OpenFindings findings;
    private final Actions actions;

    FindingsController(OpenFindings findings, Actions actions) {
        this.findings = findings;
        this.actions = actions;
    }

    record Listed(List<OpenFinding> findings) {}

    record Closed(String reference) {}

    @GetMapping("/operations/findings")
    Listed list(HttpServletRequest request) {
        int limit = QueryParameters.of(request, Set.of(LIMIT)).integer(LIMIT, 1, MAX_LIMIT, 100);
        return new Listed(findings.list(limit));
    }

    @PostMapping("/operations/findings/{reference}/closing")
    ResponseEntity<String> close(@PathVariable String reference, HttpServletRequest request, JsonBody body) {
        Subject subject = new Subject("finding/" + reference, Actions.reasonIn(body));
        return actions.once(request, body, "close-finding", subject, () -> {
            if (!findings.accept(reference)) {
                throw new ProblemException(HttpProblem.NOT_FOUND, "There is no open finding of this reference.");
            }
            return new Closed(reference);
        });
    }
}
