package dev.ordersaga.payment.execution;

import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.operations.access.ForOperators;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import dev.ordersaga.operations.web.Actions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Operators' API for failed provider calls: lists them, and retries one or many. */
@RestController
@ForOperators
class FailedCallsController {

    private static final String CALLS = "/operations/payment-calls";
    private static final String STATE = "state";
    private static final String LIMIT = "limit";
    private static final int MAX_LIMIT = 500;
    private static final int MOST_PER_SECOND = 100;
    private static final int MOST_AT_A_TIME = 100_000;

    private final ProviderCallRepository calls;
    private final Actions actions;

    FailedCallsController(ProviderCallRepository calls, Actions actions) {
        this.calls = calls;
        this.actions = actions;
    }

    enum State {
        FAILED,
        GIVEN_UP
    }

    record Listed(List<FailedCall> calls) {}

    record Due(String call) {}

    record Retried(int calls, int perSecond) {}

    /** Failed calls; {@code state=GIVEN_UP} for those that are not retried automatically. */
    @Needs(Scope.OPS_READ)
    @GetMapping(CALLS)
    Listed list(HttpServletRequest request) {
        QueryParameters query = QueryParameters.of(request, Set.of(STATE, LIMIT));
        State state = query.oneOf(STATE, State.class).orElse(State.FAILED);
        return new Listed(calls.failed(state == State.GIVEN_UP, query.integer(LIMIT, 1, MAX_LIMIT, 100)));
    }

    /** The key of a call has three parts: order, operation, number. */
    @Needs(Scope.OPS_WRITE)
    @PostMapping(CALLS + "/{order}/{operation}/{number}/retry")
    ResponseEntity<String> retry(
            @PathVariable String order,
            @PathVariable String operation,
            @PathVariable String number,
            HttpServletRequest request,
            JsonBody body) {
        String key = order + "/" + operation + "/" + number;
        Subject subject = new Subject("call/" + key, Actions.reasonIn(body));
        return actions.once(request, body, "retry-call", subject, () -> {
            if (!calls.retry(key)) {
                throw new ProblemException(
                        HttpProblem.NOT_FOUND, "No call of this key has failed, or it is being made right now.");
            }
            return new Due(key);
        });
    }

    private record Bulk(State state, int perSecond, int atMost, String reason) {}

    /** Retries the calls that were given up, unless the body names another state. */
    @Needs(Scope.OPS_WRITE)
    @PostMapping(CALLS + "/retries")
    ResponseEntity<String> retryAll(HttpServletRequest request, JsonBody body) {
        Bulk bulk = body.read(fields -> {
            State state = fields.oneOf(STATE, State.class, State.GIVEN_UP);
            int perSecond = fields.integer("perSecond", 1, MOST_PER_SECOND);
            int atMost = fields.integer("atMost", 1, MOST_AT_A_TIME);
            String reason = Actions.reason(fields);
            return () -> new Bulk(state, perSecond, atMost, reason);
        });
        Subject subject = new Subject("calls", bulk.reason());
        return actions.once(request, body, "retry-all-calls", subject, () -> {
            int due = calls.retryAll(bulk.state() == State.GIVEN_UP, bulk.perSecond(), bulk.atMost());
            return new Retried(due, bulk.perSecond());
        });
    }
}
