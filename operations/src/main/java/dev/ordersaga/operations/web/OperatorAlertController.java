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

/** Shows whatever does not go on by itself: one look tells whether anything needs a person. */
@RestController
class OperatorAlertController {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorAlertController.class);
    private static final String LIMIT = "limit";
    private static final int MAX_LIMIT = 500;

    private final List<OperatorAlertSource> finders;

    OperatorAlertController(List<OperatorAlertSource> finders) {
        this.finders = finders;
    }

    /**
     * @param counts how many there are of each kind that this service knows
     * @param cases those that have been waiting longest
     * @param notAnswered kinds that could not be asked for just now, and why; the others are told all the same
     */
    record Listed(Map<String, Long> counts, List<OperatorAlert> cases, Map<String, String> notAnswered) {}

    @GetMapping("/operations/attention")
    Listed list(HttpServletRequest request) {
        int limit = QueryParameters.of(request, Set.of(LIMIT)).integer(LIMIT, 1, MAX_LIMIT, 100);
        Map<String, Long> counts = new LinkedHashMap<>();
        Map<String, String> notAnswered = new LinkedHashMap<>();
        List<OperatorAlert> cases = new ArrayList<>();
        for (OperatorAlertSource finder : finders) {
            try {
                cases.addAll(finder.oldest(limit));
                counts.put(finder.kind(), finder.count());
            } catch (DataAccessException e) {
                LOG.warn("What needs attention of kind {} cannot be told: {}", finder.kind(), e.toString());
                notAnswered.put(finder.kind(), e.toString());
                if (notAnswered.size() == finders.size()) {
                    throw e;
                }
            }
        }
        cases.sort(Comparator.comparing(OperatorAlert::since));
        return new Listed(counts, cases.stream().limit(limit).toList(), notAnswered);
    }
}
