package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows all operator alerts: everything that does not recover automatically and needs an operator. */
@RestController
class OperatorAlertController {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorAlertController.class);
    private static final String LIMIT = "limit";
    private static final int MAX_LIMIT = 500;

    private static final int MAX_SUBJECT = 400;

    private final List<OperatorAlertSource> sources;
    private final Clock clock;
    private final Actions actions;

    OperatorAlertController(List<OperatorAlertSource> sources, Clock clock, Actions actions) {
        this.sources = sources;
        this.clock = clock;
        this.actions = actions;
    }

    record Closed(String kind, String subject) {}

    private record Close(String subject, String reason) {}

    /**
     * @param counts number of alerts by kind
     * @param alerts the oldest ones, oldest first
     * @param unavailable kinds that could not be read, and why; the others are shown all the same
     */
    record Listed(Map<String, Long> counts, List<OperatorAlert> alerts, Map<String, String> unavailable) {}

    @Needs(Scope.OPS_READ)
    @GetMapping("/operations/alerts")
    Listed list(HttpServletRequest request) {
        int limit = QueryParameters.of(request, Set.of(LIMIT)).integer(LIMIT, 1, MAX_LIMIT, 100);
        Map<String, Long> counts = new LinkedHashMap<>();
        Map<String, String> unavailable = new LinkedHashMap<>();
        List<OperatorAlert> alerts = new ArrayList<>();
        for (OperatorAlertSource source : sources) {
            try {
                alerts.addAll(source.oldest(limit));
                counts.put(source.kind(), source.count());
            } catch (DataAccessException e) {
                LOG.warn("Alerts of kind {} cannot be read: {}", source.kind(), e.toString());
                unavailable.put(source.kind(), e.toString());
                if (unavailable.size() == sources.size()) {
                    throw e;
                }
            }
        }
        alerts.sort(Comparator.comparing(OperatorAlert::since));
        return new Listed(counts, alerts.stream().limit(limit).toList(), unavailable);
    }

    /** Closes an alert whose cause persists: an amount is written off, a difference is intended. */
    @Needs(Scope.OPS_WRITE)
    @PostMapping("/operations/alerts/{kind}/close")
    ResponseEntity<String> close(@PathVariable String kind, HttpServletRequest request, JsonBody body) {
        Close close = body.read(fields -> {
            String subject = fields.text("subject", MAX_SUBJECT);
            String reason = Actions.reason(fields);
            return () -> new Close(subject, reason);
        });
        Subject subject = new Subject("alert/" + kind + "/" + close.subject(), close.reason());
        return actions.once(request, body, "close-alert", subject, () -> {
            boolean isClosed = sources.stream()
                    .filter(source -> source.kind().equals(kind))
                    .anyMatch(source -> source.close(close.subject(), clock.instant()));
            if (!isClosed) {
                throw new ProblemException(
                        HttpProblem.NOT_FOUND,
                        "This service has no open alert of this kind and subject, or it ends only with its cause.");
            }
            return new Closed(kind, close.subject());
        });
    }
}
