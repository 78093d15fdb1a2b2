package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.hold.Hold;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows whether the system is on hold, and releases it. */
@RestController
class HoldController {

    private final Hold hold;
    private final Actions actions;

    HoldController(Hold hold, Actions actions) {
        this.hold = hold;
        this.actions = actions;
    }

    /**
     * @param name null unless it is in force
     * @param since null unless it is in force
     */
    record State(
            boolean inForce,
            @Nullable String name,
            @Nullable Instant since) {}

    record Released(String hold) {}

    @Needs(Scope.OPS_READ)
    @GetMapping("/operations/hold")
    State state() {
        return hold.current()
                .map(now -> new State(true, now.name(), now.since()))
                .orElse(new State(false, null, null));
    }

    /** All processes of the database continue within seconds. */
    @Needs(Scope.OPS_ADMIN)
    @PostMapping("/operations/hold/release")
    ResponseEntity<String> release(HttpServletRequest request, JsonBody body) {
        Subject subject = new Subject("hold", Actions.reasonIn(body));
        return actions.once(request, body, "release-hold", subject, () -> {
            String name = hold.current()
                    .map(Hold.InForce::name)
                    .orElseThrow(() -> new ProblemException(HttpProblem.NOT_FOUND, "The system is not on hold."));
            hold.release();
            return new Released(name);
        });
    }
}
