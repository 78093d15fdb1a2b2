package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.processors.SegmentChanges;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BiFunction;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Splits and merges the segments of processors while they run, in any process of any service. */
@RestController
class SegmentsController {

    private static final String ONE = "/operations/processors/{processor}/segments/{segment}";

    private final SegmentChanges segments;
    private final Actions actions;

    SegmentsController(SegmentChanges segments, Actions actions) {
        this.segments = segments;
        this.actions = actions;
    }

    record Changed(String processor, int segment) {}

    @PostMapping(ONE + "/split")
    ResponseEntity<String> split(
            @PathVariable String processor, @PathVariable String segment, HttpServletRequest request, JsonBody body) {
        return change("split-segment", new Changed(processor, number(segment)), request, body, segments::split);
    }

    @PostMapping(ONE + "/merge")
    ResponseEntity<String> merge(
            @PathVariable String processor, @PathVariable String segment, HttpServletRequest request, JsonBody body) {
        return change("merge-segment", new Changed(processor, number(segment)), request, body, segments::merge);
    }

    private ResponseEntity<String> change(
            String name,
            Changed one,
            HttpServletRequest request,
            JsonBody body,
            BiFunction<String, Integer, SegmentChanges.Outcome> change) {
        Subject subject = new Subject(one.processor() + "/" + one.segment(), Actions.reasonIn(body));
        return actions.once(request, body, name, subject, () -> switch (change.apply(one.processor(), one.segment())) {
            case DONE -> one;
            case UNKNOWN -> throw new ProblemException(HttpProblem.NOT_FOUND, "There is no such processor or segment.");
            case IMPOSSIBLE ->
                throw new ProblemException(
                        OperationsProblem.SEGMENTS_UNFIT,
                        "There are too many segments, or the other half is split or has not begun.");
        });
    }

    private static int number(String segment) {
        if (!segment.matches("[0-9]{1,5}")) {
            throw new ProblemException(HttpProblem.INVALID_ID, "The segment is not a number.");
        }
        return Integer.parseInt(segment);
    }
}
