package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.completeness.AuditProgress;
import dev.ordersaga.eventprocessing.completeness.OpenUnhandledEvent;
import dev.ordersaga.eventprocessing.completeness.UnhandledEvents;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the unhandled events that the completeness audits have found, and closes them. */
@RestController
class UnhandledEventController {

    private static final String LIMIT = "limit";
    private static final int MAX_LIMIT = 500;

    private final UnhandledEvents unhandled;
    private final Clock clock;
    private final Actions actions;

    UnhandledEventController(UnhandledEvents unhandled, Clock clock, Actions actions) {
        this.unhandled = unhandled;
        this.clock = clock;
        this.actions = actions;
    }

    record Listed(List<AuditProgress> audits, List<OpenUnhandledEvent> unhandledEvents) {}

    record Closed(int closed) {}

    @Needs(Scope.OPS_READ)
    @GetMapping("/operations/unhandled-events")
    Listed list(HttpServletRequest request) {
        int limit = QueryParameters.of(request, Set.of(LIMIT)).integer(LIMIT, 1, MAX_LIMIT, 100);
        return new Listed(unhandled.checks(), unhandled.open(limit));
    }

    @Needs(Scope.OPS_ADMIN)
    @PostMapping("/operations/unhandled-events/{audit}/{sequence}/close")
    ResponseEntity<String> close(
            @PathVariable String audit, @PathVariable String sequence, HttpServletRequest request, JsonBody body) {
        Subject subject = new Subject(audit + "/" + sequence, Actions.reasonIn(body));
        return actions.once(request, body, "close-unhandled-event", subject, () -> {
            int closed = unhandled.dismiss(audit, sequence, clock.instant());
            if (closed == 0) {
                throw new ProblemException(
                        HttpProblem.NOT_FOUND, "There is no open unhandled event of this audit and sequence.");
            }
            return new Closed(closed);
        });
    }
}
