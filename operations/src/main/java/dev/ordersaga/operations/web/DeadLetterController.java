package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.deadletter.DeadLetter;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterQueue;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterSearch;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterSequence;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterState;
import dev.ordersaga.eventprocessing.deadletter.RecordedFailure;
import dev.ordersaga.eventprocessing.deadletter.SequenceKey;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows dead letters and their failures; retries, parks and discards them. Events are never edited. */
@RestController
class DeadLetterController {

    private static final String ALL = "/operations/dead-letters";
    private static final String ONE = ALL + "/{processor}/{sequence}";
    private static final String PROCESSOR = "processor";
    private static final String STATE = "state";
    private static final String SEQUENCE = "sequence";
    private static final String ERROR = "error";
    private static final String LIMIT = "limit";
    private static final String OFFSET = "offset";
    private static final String MISSING = "This sequence has no dead letters.";
    private static final int MAX_TEXT = 255;
    private static final int MAX_LIMIT = 500;
    private static final int MAX_OFFSET = 1_000_000;
    private static final int MAX_FAILURES = 200;
    private static final int MAX_PER_SECOND = 1000;
    private static final int MAX_RETRIES = 100_000;

    private final DeadLetterQueue deadLetters;
    private final Actions actions;

    DeadLetterController(DeadLetterQueue deadLetters, Actions actions) {
        this.deadLetters = deadLetters;
        this.actions = actions;
    }

    /** A sequence of dead letters: the event that failed, and the later ones of the same order behind it. */
    record Sequence(
            String processor,
            String sequence,
            DeadLetterState state,
            int attempts,
            Instant since,
            @Nullable Instant dueAt,
            long events,
            @Nullable String error,
            @Nullable String message) {

        static Sequence of(DeadLetterSequence found) {
            return new Sequence(
                    found.key().processor(),
                    found.key().sequence(),
                    found.state(),
                    found.attempts(),
                    found.since(),
                    found.dueAt(),
                    found.events(),
                    found.lastError(),
                    found.lastMessage());
        }
    }

    record DeadEvent(long position, String eventId, String type, Instant happenedAt, boolean replayed) {

        static DeadEvent of(DeadLetter event) {
            return new DeadEvent(event.position(), event.eventId(), event.type(), event.happenedAt(), event.replayed());
        }
    }

    record Listed(List<Sequence> deadLetters, boolean more) {}

    record Shown(Sequence deadLetter, List<DeadEvent> events, List<RecordedFailure> failures) {}

    record Done(String done) {}

    record Retried(int sequences, int perSecond) {}

    record Discarded(long position, String eventId, String type) {}

    @GetMapping(ALL)
    Listed list(HttpServletRequest request) {
        QueryParameters query = QueryParameters.of(request, Set.of(PROCESSOR, STATE, SEQUENCE, ERROR, LIMIT, OFFSET));
        int limit = query.integer(LIMIT, 1, MAX_LIMIT, 100);
        DeadLetterSearch search = new DeadLetterSearch(
                query.text(PROCESSOR, MAX_TEXT).orElse(null),
                query.oneOf(STATE, DeadLetterState.class).orElse(null),
                query.text(SEQUENCE, MAX_TEXT).orElse(null),
                query.text(ERROR, MAX_TEXT).orElse(null));
        List<DeadLetterSequence> found = deadLetters.list(search, query.integer(OFFSET, 0, MAX_OFFSET, 0), limit + 1);
        List<Sequence> page = found.stream().limit(limit).map(Sequence::of).toList();
        return new Listed(page, found.size() > limit);
    }

    @GetMapping(ONE)
    Shown show(@PathVariable Map<String, String> path, HttpServletRequest request) {
        QueryParameters.of(request, Set.of());
        SequenceKey key = key(path);
        DeadLetterSequence found =
                deadLetters.find(key).orElseThrow(() -> new ProblemException(HttpProblem.NOT_FOUND, MISSING));
        List<DeadEvent> events =
                deadLetters.events(key, MAX_LIMIT).stream().map(DeadEvent::of).toList();
        return new Shown(Sequence.of(found), events, deadLetters.failures(key, MAX_FAILURES));
    }

    @PostMapping(ONE + "/retry")
    ResponseEntity<String> retry(@PathVariable Map<String, String> path, HttpServletRequest request, JsonBody body) {
        return change("retry", key(path), request, body, deadLetters::retry);
    }

    @PostMapping(ONE + "/park")
    ResponseEntity<String> park(@PathVariable Map<String, String> path, HttpServletRequest request, JsonBody body) {
        return change("park", key(path), request, body, deadLetters::park);
    }

    private ResponseEntity<String> change(
            String name, SequenceKey key, HttpServletRequest request, JsonBody body, Predicate<SequenceKey> change) {
        return actions.once(request, body, name, Actions.on(key, Actions.reasonIn(body)), () -> {
            if (!change.test(key)) {
                throw new ProblemException(HttpProblem.NOT_FOUND, MISSING);
            }
            return new Done(name);
        });
    }

    private record Discard(int position, String reason) {}

    /** The operator names the position of the event, so that no other event is discarded. */
    @PostMapping(ONE + "/discard")
    ResponseEntity<String> discard(@PathVariable Map<String, String> path, HttpServletRequest request, JsonBody body) {
        SequenceKey key = key(path);
        Discard discard = body.read(fields -> {
            int position = fields.integer("position", 0, Integer.MAX_VALUE);
            String reason = Actions.reason(fields);
            return () -> new Discard(position, reason);
        });
        Subject subject = Actions.on(key, discard.reason());
        return actions.once(
                request,
                body,
                "discard",
                subject,
                () -> deadLetters
                        .discard(key, discard.position())
                        .map(event -> new Discarded(event.position(), event.eventId(), event.type()))
                        .orElseThrow(() -> new ProblemException(
                                OperationsProblem.QUARANTINE_CHANGED,
                                "The event at this position is not the first of its sequence, or is being retried.")));
    }

    private record BulkRetry(DeadLetterSearch search, int perSecond, int atMost, String reason) {}

    /** Retries the sequences in state DEAD, unless another state is given. */
    @PostMapping(ALL + "/retries")
    ResponseEntity<String> retryAll(HttpServletRequest request, JsonBody body) {
        BulkRetry bulk = body.read(fields -> {
            String processor = fields.optionalFilter(PROCESSOR, MAX_TEXT);
            DeadLetterState state = fields.oneOf(STATE, DeadLetterState.class, DeadLetterState.DEAD);
            String error = fields.optionalFilter(ERROR, MAX_TEXT);
            int perSecond = fields.integer("perSecond", 1, MAX_PER_SECOND);
            int atMost = fields.integer("atMost", 1, MAX_RETRIES);
            String reason = Actions.reason(fields);
            return () -> new BulkRetry(new DeadLetterSearch(processor, state, null, error), perSecond, atMost, reason);
        });
        return actions.once(
                request,
                body,
                "retry-all",
                new Subject("dead-letters", bulk.reason()),
                () -> new Retried(
                        deadLetters.retryAll(bulk.search(), bulk.perSecond(), bulk.atMost()), bulk.perSecond()));
    }

    private static SequenceKey key(Map<String, String> path) {
        return new SequenceKey(path.getOrDefault(PROCESSOR, ""), path.getOrDefault(SEQUENCE, ""));
    }
}
