package dev.ordersaga.orderstatus.customerdata.web;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.orderstatus.view.OrderSearch.PageKey;
import dev.ordersaga.orderstatus.web.ListCursor;
import dev.ordersaga.privacy.keys.SubjectKeys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Everything that is stored about a customer, as JSON, for the customer (right of access). Written while it is read, so that
 * its size does not matter; after many orders it ends with a link to the rest.
 */
@RestController
class CustomerDataController {

    private static final String CURSOR = "cursor";
    private static final int MAX_CURSOR_LENGTH = 64;

    private final SubjectKeys keys;
    private final CustomerDataExport export;

    CustomerDataController(SubjectKeys keys, CustomerDataExport export) {
        this.keys = keys;
        this.export = export;
    }

    @GetMapping("/customers/{customerId}/data")
    void data(@PathVariable String customerId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        PageKey after = QueryParameters.of(request, Set.of(CURSOR))
                .text(CURSOR, MAX_CURSOR_LENGTH)
                .map(ListCursor::parse)
                .orElse(null);
        UUID subject = keys.subjectOf(customerId)
                .orElseThrow(
                        () -> new ProblemException(HttpProblem.NOT_FOUND, "No data are stored about this customer."));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        export.write(customerId, subject, after, response.getOutputStream());
    }
}
