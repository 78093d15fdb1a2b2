package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.deadletter.DeadLetter;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterQueue;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterSearch;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterSequence;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterState;
import dev.ordersaga.eventprocessing.deadletter.RecordedFailure;
import dev.ordersaga.eventprocessing.deadletter.SequenceKey;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemKind;
import dev.ordersaga.http.request.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows what waits in quarantine, and why. */
@RestController
class DeadLetterController {

    private static final String PROCESSOR = "processor";
    private static final String STATE = "state";
    private static final String SEQUENCE = "sequence";
    private static final String ERROR = "error";
    private static final String LIMIT = "limit";
    private static final String OFFSET = "offset";
    private static final int MAX_TEXT = 255;
    private static final int MAX_LIMIT = 500;
    private static final int MAX_OFFSET = 1_000_000;
    private static final int MAX_CAUSES = 200;

    private final DeadLetterQueue quarantine;

    DeadLetterController(DeadLetterQueue quarantine) {
        this.quarantine = quarantine;
    }

    record Waiting(
            String processor,
            int segment,
            String sequence,
            DeadLetterState state,
            int attempts,
            Instant since,
            @Nullable Instant dueAt,
            long events,
            @Nullable String error,
            @Nullable String message) {

        static Waiting of(DeadLetterSequence waiting) {
            return new Waiting(
                    waiting.key().processor(),
                    waiting.key().segment(),
                    waiting.key().sequence(),
                    waiting.state(),
                    waiting.attempts(),
                    waiting.since(),
                    waiting.dueAt(),
                    waiting.events(),
                    waiting.lastError(),
                    waiting.lastMessage());
        }
    }

    record WaitingEvent(long position, String eventId, String type, Instant happenedAt, boolean replayed) {

        static WaitingEvent of(DeadLetter event) {
            return new WaitingEvent(
                    event.position(), event.eventId(), event.type(), event.happenedAt(), event.replayed());
        }
    }

    record Listed(List<Waiting> quarantine, boolean more) {}

    record Shown(Waiting quarantine, List<WaitingEvent> events, List<RecordedFailure> causes) {}

    @GetMapping("/operations/quarantine")
    Listed list(HttpServletRequest request) {
        QueryParameters query = QueryParameters.of(request, Set.of(PROCESSOR, STATE, SEQUENCE, ERROR, LIMIT, OFFSET));
        int limit = query.integer(LIMIT, 1, MAX_LIMIT, 100);
        DeadLetterSearch search = new DeadLetterSearch(
                query.text(PROCESSOR, MAX_TEXT).orElse(null),
                query.oneOf(STATE, DeadLetterState.class).orElse(null),
                query.text(SEQUENCE, MAX_TEXT).orElse(null),
                query.text(ERROR, MAX_TEXT).orElse(null));
        List<DeadLetterSequence> found = quarantine.list(search, query.integer(OFFSET, 0, MAX_OFFSET, 0), limit + 1);
        List<Waiting> page = found.stream().limit(limit).map(Waiting::of).toList();
        return new Listed(page, found.size() > limit);
    }

    @GetMapping("/operations/quarantine/{processor}/{segment}/{sequence}")
    Shown show(
            @PathVariable String processor,
            @PathVariable String segment,
            @PathVariable String sequence,
            HttpServletRequest request) {
        QueryParameters.of(request, Set.of());
        SequenceKey key = Paths.key(processor, segment, sequence);
        DeadLetterSequence found = quarantine
                .find(key)
                .orElseThrow(() -> new ProblemException(ProblemKind.NOT_FOUND, "This sequence is not in quarantine."));
        List<WaitingEvent> events =
                quarantine.events(key, MAX_LIMIT).stream().map(WaitingEvent::of).toList();
        return new Shown(Waiting.of(found), events, quarantine.failures(key, MAX_CAUSES));
    }
}
