package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
import dev.ordersaga.eventprocessing.rebuild.Rebuild;
import dev.ordersaga.eventprocessing.rebuild.Rebuilds;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starts rebuilds of read models and shows their progress. */
@RestController
class RebuildsController {

    private final Rebuilds rebuilds;
    private final ProcessorRegistry processors;
    private final Actions actions;
    private final Clock clock;

    RebuildsController(Rebuilds rebuilds, ProcessorRegistry processors, Actions actions, Clock clock) {
        this.rebuilds = rebuilds;
        this.processors = processors;
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * @param progress from 0 to 1
     * @param secondsLeft estimated from its rate so far; null while that is unknown, or when the rebuild has ended
     */
    record RebuildProgress(
            Rebuild rebuild, double progress, @Nullable Long secondsLeft) {}

    record Listed(List<RebuildProgress> rebuilds) {}

    record Started(String view) {}

    @Needs(Scope.OPS_READ)
    @GetMapping("/operations/rebuilds")
    Listed list(HttpServletRequest request) {
        QueryParameters.of(request, Set.of());
        return new Listed(rebuilds.list().stream().map(this::progressOf).toList());
    }

    @Needs(Scope.OPS_WRITE)
    @PostMapping("/operations/rebuilds/{view}")
    ResponseEntity<String> start(@PathVariable String view, HttpServletRequest request, JsonBody body) {
        if (!rebuilds.has(view)) {
            throw new ProblemException(HttpProblem.NOT_FOUND, ProcessorOwnership.of(view, processors));
        }
        ResponseEntity<String> answer =
                actions.once(request, body, "rebuild", new Subject(view, Actions.reasonIn(body)), () -> {
                    if (!rebuilds.begin(view)) {
                        throw new ProblemException(
                                OperationsProblem.REBUILD_RUNNING,
                                "Wait until it has ended: GET /operations/rebuilds.");
                    }
                    return new Started(view);
                });
        rebuilds.trigger();
        return answer;
    }

    private RebuildProgress progressOf(Rebuild rebuild) {
        boolean isRunning = rebuild.finishedAt() == null;
        double progress = rebuild.target() == 0 ? 1 : Math.min(1, rebuild.position() / (double) rebuild.target());
        long seconds = Duration.between(rebuild.startedAt(), clock.instant()).toSeconds();
        boolean isKnown = isRunning && progress > 0;
        return new RebuildProgress(rebuild, progress, isKnown ? Math.round(seconds / progress * (1 - progress)) : null);
    }
}
