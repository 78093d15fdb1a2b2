package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.completeness.Redeliveries;
import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.PathId;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Redelivers the events of one order to a processor. */
@RestController
class RedeliveriesController {

    private final Redeliveries redeliveries;
    private final ProcessorRegistry processors;
    private final Actions actions;

    RedeliveriesController(Redeliveries redeliveries, ProcessorRegistry processors, Actions actions) {
        this.redeliveries = redeliveries;
        this.processors = processors;
        this.actions = actions;
    }

    private record Redelivery(int from, String reason) {}

    record Redelivered(int events) {}

    /** {@code from} is the position of the first event to redeliver, such as the unhandled one; 0 for all. */
    @Needs(Scope.OPS_ADMIN)
    @PostMapping("/operations/processors/{processor}/redeliveries/{sequence}")
    ResponseEntity<String> redeliver(
            @PathVariable String processor,
            @PathVariable("sequence") String id,
            HttpServletRequest request,
            JsonBody body) {
        String sequence = PathId.uuid(id).toString();
        Redelivery redelivery = body.read(fields -> {
            int from = fields.integer("from", 0, Integer.MAX_VALUE);
            String reason = Actions.reason(fields);
            return () -> new Redelivery(from, reason);
        });
        if (!redeliveries.has(processor)) {
            throw new ProblemException(HttpProblem.NOT_FOUND, ProcessorOwnership.of(processor, processors));
        }
        Subject subject = new Subject(processor + "/" + sequence, redelivery.reason());
        return actions.once(request, body, "redeliver", subject, () -> {
            int events = redeliveries.redeliver(processor, sequence, redelivery.from());
            if (events == 0) {
                throw new ProblemException(
                        HttpProblem.NOT_FOUND,
                        "The processor has passed no event of this sequence from this position on.");
            }
            return new Redelivered(events);
        });
    }
}
