package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.http.request.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows all operator alerts: everything that does not recover automatically and needs an operator. */
@RestController
class OperatorAlertController {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorAlertController.class);
    private static final String LIMIT = "limit";
    private static final int MAX_LIMIT = 500;

    private final List<OperatorAlertSource> sources;

    OperatorAlertController(List<OperatorAlertSource> sources) {
        this.sources = sources;
    }

    /**
     * @param counts number of alerts by kind
     * @param alerts the oldest ones, oldest first
     * @param unavailable kinds that could not be read, and why; the others are shown all the same
     */
    record Listed(Map<String, Long> counts, List<OperatorAlert> alerts, Map<String, String> unavailable) {}

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
}
