package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.scheduling.ScheduledTask;
import dev.ordersaga.eventprocessing.scheduling.ScheduledTasks;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.request.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the scheduled tasks (db-scheduler) of all services. */
@RestController
class TasksController {

    private static final String NAME = "name";
    private static final String FAILING = "failing";
    private static final String LIMIT = "limit";
    private static final int MAX_TEXT = 255;
    private static final int MAX_LIMIT = 500;

    private final ScheduledTasks tasks;

    TasksController(ScheduledTasks tasks) {
        this.tasks = tasks;
    }

    enum Failing {
        YES,
        NO
    }

    record Listed(List<ScheduledTask> tasks, boolean more) {}

    /** Next due first; {@code failing=YES} for tasks whose last run failed. */
    @Needs(Scope.OPS_READ)
    @GetMapping("/operations/tasks")
    Listed list(HttpServletRequest request) {
        QueryParameters query = QueryParameters.of(request, Set.of(NAME, FAILING, LIMIT));
        int limit = query.integer(LIMIT, 1, MAX_LIMIT, 100);
        Boolean failing = query.oneOf(FAILING, Failing.class)
                .map(value -> value == Failing.YES)
                .orElse(null);
        List<ScheduledTask> found = tasks.list(query.text(NAME, MAX_TEXT).orElse(null), failing, limit + 1);
        return new Listed(found.stream().limit(limit).toList(), found.size() > limit);
    }
}
