package dev.ordersaga.operations.web;

import dev.ordersaga.eventstore.attention.AttentionCase;
import dev.ordersaga.eventstore.attention.NeedsAttention;
import dev.ordersaga.http.request.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows whatever does not go on by itself: one look tells whether anything needs a person. */
@RestController
class AttentionController {

    private static final String LIMIT = "limit";
    private static final int MAX_LIMIT = 500;

    private final List<NeedsAttention> finders;

    AttentionController(List<NeedsAttention> finders) {
        this.finders = finders;
    }

    /**
     * @param counts how many there are of each kind that this service knows
     * @param cases those that have been waiting longest
     */
    record Listed(Map<String, Long> counts, List<AttentionCase> cases) {}

    @GetMapping("/operations/attention")
    Listed list(HttpServletRequest request) {
        int limit = QueryParameters.of(request, Set.of(LIMIT)).integer(LIMIT, 1, MAX_LIMIT, 100);
        Map<String, Long> counts = new LinkedHashMap<>();
        finders.forEach(finder -> counts.put(finder.kind(), finder.count()));
        List<AttentionCase> cases = finders.stream()
                .flatMap(finder -> finder.oldest(limit).stream())
                .sorted(Comparator.comparing(AttentionCase::since))
                .limit(limit)
                .toList();
        return new Listed(counts, cases);
    }
}
