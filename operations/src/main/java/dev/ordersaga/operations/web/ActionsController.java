package dev.ordersaga.operations.web;

import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.operations.audit.AuditedActions;
import dev.ordersaga.operations.audit.OperatorAction;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the audit log: the newest actions of operators. */
@RestController
class ActionsController {

    private static final String LIMIT = "limit";
    private static final int MAX_LIMIT = 1000;

    private final AuditedActions audited;

    ActionsController(AuditedActions audited) {
        this.audited = audited;
    }

    record Listed(List<OperatorAction> actions) {}

    @Needs(Scope.OPS_READ)
    @GetMapping("/operations/actions")
    Listed list(HttpServletRequest request) {
        int limit = QueryParameters.of(request, Set.of(LIMIT)).integer(LIMIT, 1, MAX_LIMIT, 100);
        return new Listed(audited.newest(limit));
    }
}
