package dev.ordersaga.orderstatus.customerdata.web;

import dev.ordersaga.api.privacy.DataSubject;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.orderstatus.view.OrderSearch.PageKey;
import dev.ordersaga.orderstatus.web.ListCursor;
import dev.ordersaga.privacy.keys.SubjectKeys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Everything that is stored about a customer, as JSON, for the customer (right of access). Written while it is read, so that
 * its size does not matter; after many orders it ends with a link to the rest.
 */
@RestController
class CustomerDataController {

    private static final String CUSTOMER = "customerId";
    private static final String TENANT = "tenant";
    private static final String CURSOR = "cursor";
    private static final int MAX_CURSOR_LENGTH = 64;
    private static final int MAX_CUSTOMER_LENGTH = 64;

    private final SubjectKeys keys;
    private final CustomerDataExport export;

    CustomerDataController(SubjectKeys keys, CustomerDataExport export) {
        this.keys = keys;
        this.export = export;
    }

    @Needs(Scope.CUSTOMERS_READ)
    @GetMapping("/customer-data")
    void data(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        QueryParameters query = QueryParameters.of(
                request, caller.isOfAllTenants() ? Set.of(CUSTOMER, TENANT, CURSOR) : Set.of(CUSTOMER, CURSOR));
        // Not in the path: an id may have a slash, and proxies log paths.
        String customerId = query.requiredText(CUSTOMER, MAX_CUSTOMER_LENGTH);
        PageKey after =
                query.text(CURSOR, MAX_CURSOR_LENGTH).map(ListCursor::parse).orElse(null);
        UUID subject = subject(caller, query.raw(TENANT).orElse(caller.tenant()), customerId)
                .orElseThrow(
                        () -> new ProblemException(HttpProblem.NOT_FOUND, "No data are stored about this customer."));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        export.write(query.raw(TENANT).orElse(null), customerId, subject, after, response.getOutputStream());
    }

    /** A customer has own data only. */
    private Optional<UUID> subject(Caller caller, String tenant, String customerId) {
        boolean isOwn = caller.customerId() == null || caller.customerId().equals(customerId);
        return isOwn ? keys.subjectOf(DataSubject.of(tenant, customerId)) : Optional.empty();
    }
}
