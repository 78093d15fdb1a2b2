package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.deadletter.DeadLetter;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterQueue;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterSearch;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterState;
import dev.ordersaga.eventprocessing.deadletter.SequenceKey;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Retries, parks and discards what waits in quarantine. Nothing is edited. */
@RestController
class DeadLetterActionsController {

    private static final String ONE = "/operations/quarantine/{processor}/{segment}/{sequence}";
    private static final int MAX_TEXT = 255;
    private static final int MOST_PER_SECOND = 1000;
    private static final int MOST_AT_A_TIME = 100_000;

    private final DeadLetterQueue quarantine;
    private final Actions actions;

    DeadLetterActionsController(DeadLetterQueue quarantine, Actions actions) {
        this.quarantine = quarantine;
        this.actions = actions;
    }

    record Done(String done) {}

    record Retried(int sequences, int perSecond) {}

    record Discarded(long position, String eventId, String type) {

        static Discarded of(DeadLetter event) {
            return new Discarded(event.position(), event.eventId(), event.type());
        }
    }

    @PostMapping(ONE + "/retry")
    ResponseEntity<String> retry(
            @PathVariable String processor,
            @PathVariable String segment,
            @PathVariable String sequence,
            HttpServletRequest request,
            JsonBody body) {
        SequenceKey key = Paths.key(processor, segment, sequence);
        return one("retry", key, request, body, () -> quarantine.retry(key));
    }

    @PostMapping(ONE + "/parking")
    ResponseEntity<String> park(
            @PathVariable String processor,
            @PathVariable String segment,
            @PathVariable String sequence,
            HttpServletRequest request,
            JsonBody body) {
        SequenceKey key = Paths.key(processor, segment, sequence);
        return one("park", key, request, body, () -> quarantine.park(key));
    }

    private ResponseEntity<String> one(
            String name, SequenceKey key, HttpServletRequest request, JsonBody body, Supplier<Boolean> change) {
        String reason = Actions.reasonIn(body);
        return actions.once(request, body, name, Actions.on(key, reason), () -> {
            if (!change.get()) {
                throw new ProblemException(HttpProblem.NOT_FOUND, "This sequence is not in quarantine.");
            }
            return new Done(name);
        });
    }

    private record Discard(int position, String reason) {}

    /** The position is that of the event which the operator has looked at: another one is never discarded. */
    @PostMapping(ONE + "/discard")
    ResponseEntity<String> discard(
            @PathVariable String processor,
            @PathVariable String segment,
            @PathVariable String sequence,
            HttpServletRequest request,
            JsonBody body) {
        SequenceKey key = Paths.key(processor, segment, sequence);
        Discard discard = body.read(fields -> {
            int position = fields.integer("position", 0, Integer.MAX_VALUE);
            String reason = Actions.reason(fields);
            return () -> new Discard(position, reason);
        });
        return actions.once(
                request,
                body,
                "discard",
                Actions.on(key, discard.reason()),
                () -> Discarded.of(
                        quarantine
                                .discard(key, discard.position())
                                .orElseThrow(
                                        () -> new ProblemException(
                                                OperationsProblem.QUARANTINE_CHANGED,
                                                "The event at this position is not the first one of its sequence, or is being tried."))));
    }

    private record Bulk(DeadLetterSearch search, int perSecond, int atMost, String reason) {}

    /** Those that are dead, unless another state is named. */
    @PostMapping("/operations/quarantine/retries")
    ResponseEntity<String> retryAll(HttpServletRequest request, JsonBody body) {
        Bulk bulk = body.read(fields -> {
            String processor = fields.optionalText("processor", MAX_TEXT);
            DeadLetterState state = fields.oneOf("state", DeadLetterState.class, DeadLetterState.DEAD);
            String error = fields.optionalText("error", MAX_TEXT);
            int perSecond = fields.integer("perSecond", 1, MOST_PER_SECOND);
            int atMost = fields.integer("atMost", 1, MOST_AT_A_TIME);
            String reason = Actions.reason(fields);
            return () -> new Bulk(new DeadLetterSearch(processor, state, null, error), perSecond, atMost, reason);
        });
        return actions.once(
                request,
                body,
                "retry-all",
                new Subject("quarantine", bulk.reason()),
                () -> new Retried(
                        quarantine.retryAll(bulk.search(), bulk.perSecond(), bulk.atMost()), bulk.perSecond()));
    }
}
