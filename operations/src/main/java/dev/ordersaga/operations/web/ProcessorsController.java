package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.processors.ProcessorInfo;
import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the event processors of all services, pauses and resumes them. */
@RestController
class ProcessorsController {

    private final ProcessorRegistry processors;
    private final Actions actions;

    ProcessorsController(ProcessorRegistry processors, Actions actions) {
        this.processors = processors;
        this.actions = actions;
    }

    record Listed(List<ProcessorInfo> processors) {}

    record Done(String processor, boolean paused) {}

    @Needs(Scope.OPS_READ)
    @GetMapping("/operations/processors")
    Listed list(HttpServletRequest request) {
        QueryParameters.of(request, Set.of());
        return new Listed(processors.list());
    }

    @Needs(Scope.OPS_WRITE)
    @PostMapping("/operations/processors/{processor}/pause")
    ResponseEntity<String> pause(@PathVariable String processor, HttpServletRequest request, JsonBody body) {
        return set(processor, true, request, body);
    }

    @Needs(Scope.OPS_WRITE)
    @PostMapping("/operations/processors/{processor}/resume")
    ResponseEntity<String> resume(@PathVariable String processor, HttpServletRequest request, JsonBody body) {
        return set(processor, false, request, body);
    }

    private ResponseEntity<String> set(String processor, boolean paused, HttpServletRequest request, JsonBody body) {
        String reason = Actions.reasonIn(body);
        Predicate<String> change = paused ? processors::pause : processors::resume;
        String name = paused ? "pause" : "resume";
        return actions.once(request, body, name, new Subject(processor, reason), () -> {
            if (!change.test(processor)) {
                throw new ProblemException(HttpProblem.NOT_FOUND, "There is no processor with this name.");
            }
            return new Done(processor, paused);
        });
    }
}
