package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.completeness.AuditProgress;
import dev.ordersaga.eventprocessing.completeness.OpenUnhandledEvent;
import dev.ordersaga.eventprocessing.completeness.UnhandledEvents;
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

/** Shows what was passed without a trace, and closes what somebody knows the reason of. */
@RestController
class UnhandledEventController {

    private static final String LIMIT = "limit";
    private static final int MAX_LIMIT = 500;

    private final UnhandledEvents gaps;
    private final Clock clock;
    private final Actions actions;

    UnhandledEventController(UnhandledEvents gaps, Clock clock, Actions actions) {
        this.gaps = gaps;
        this.clock = clock;
        this.actions = actions;
    }

    record Listed(List<AuditProgress> checks, List<OpenUnhandledEvent> gaps) {}

    record Closed(int gaps) {}

    @GetMapping("/operations/gaps")
    Listed list(HttpServletRequest request) {
        int limit = QueryParameters.of(request, Set.of(LIMIT)).integer(LIMIT, 1, MAX_LIMIT, 100);
        return new Listed(gaps.checks(), gaps.open(limit));
    }

    @PostMapping("/operations/gaps/{check}/{sequence}/closing")
    ResponseEntity<String> close(
            @PathVariable String check, @PathVariable String sequence, HttpServletRequest request, JsonBody body) {
        Subject subject = new Subject(check + "/" + sequence, Actions.reasonIn(body));
        return actions.once(request, body, "close-gap", subject, () -> {
            int closed = gaps.dismiss(check, sequence, clock.instant());
            if (closed == 0) {
                throw new ProblemException(HttpProblem.NOT_FOUND, "There is no open gap of this check and sequence.");
            }
            return new Closed(closed);
        });
    }
}
