package dev.ordersaga.orderstatus.web;

import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.orderstatus.persons.Viewer;
import dev.ordersaga.orderstatus.view.OrderSearch;
import dev.ordersaga.orderstatus.view.OrderStatuses;
import dev.ordersaga.orderstatus.view.OrderSummary;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists of orders, newest first, with keyset pagination. */
@RestController
final class OrderListController {

    private static final String PATH = "/orders";
    private static final String TENANT = "tenant";
    private static final String CUSTOMER = "customerId";
    private static final String STATUS = "status";
    private static final String PAYMENT_STATUS = "paymentStatus";
    private static final String PLACED_AFTER = "placedAfter";
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final Set<String> PARAMETERS = Set.of(CUSTOMER, STATUS, PAYMENT_STATUS, PLACED_AFTER, LIMIT, CURSOR);
    private static final Set<String> OPERATORS_PARAMETERS =
            Set.of(TENANT, CUSTOMER, STATUS, PAYMENT_STATUS, PLACED_AFTER, LIMIT, CURSOR);

    private static final int MAX_TENANT_LENGTH = 32;
    private static final int MAX_CUSTOMER_LENGTH = 64;
    private static final int MAX_CURSOR_LENGTH = 64;
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private final OrderStatuses orders;

    OrderListController(OrderStatuses orders) {
        this.orders = orders;
    }

    @Needs(Scope.ORDERS_READ)
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderListView> list(Caller caller, HttpServletRequest request) {
        QueryParameters query =
                QueryParameters.of(request, caller.isOfAllTenants() ? OPERATORS_PARAMETERS : PARAMETERS);
        int limit = query.integer(LIMIT, 1, MAX_LIMIT, DEFAULT_LIMIT);
        // One more than the page: it exists if there is a next page.
        List<OrderSummary> found = orders.list(search(caller, query, limit + 1));
        List<OrderSummary> page = found.subList(0, Math.min(limit, found.size()));
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl(CacheControl.noCache().cachePrivate());
        headers.setVary(List.of(HttpHeaders.AUTHORIZATION));
        if (found.size() > limit) {
            headers.set(HttpHeaders.LINK, nextPage(query, limit, page.getLast()));
        }
        return new ResponseEntity<>(OrderListView.of(page), headers, HttpStatus.OK);
    }

    private static OrderSearch search(Caller caller, QueryParameters query, int limit) {
        return new OrderSearch(
                viewer(caller, query),
                query.text(CUSTOMER, MAX_CUSTOMER_LENGTH).orElse(null),
                query.oneOf(STATUS, OrderState.class).orElse(null),
                query.oneOf(PAYMENT_STATUS, PaymentStatus.class).orElse(null),
                query.time(PLACED_AFTER).orElse(null),
                query.text(CURSOR, MAX_CURSOR_LENGTH).map(ListCursor::parse).orElse(null),
                limit);
    }

    /** Customers belong to a tenant, so a caller of all tenants names it with the customer. */
    private static Viewer viewer(Caller caller, QueryParameters query) {
        Viewer all = OrdersOf.caller(caller);
        String tenant = query.text(TENANT, MAX_TENANT_LENGTH).orElse(all.tenant());
        if (tenant == null && query.raw(CUSTOMER).isPresent()) {
            throw new ProblemException(HttpProblem.INVALID_QUERY, "customerId needs the customer's tenant.");
        }
        return new Viewer(tenant, all.customerId());
    }

    /** Link to the next page (RFC 8288): the same filters, after the last order of this page. */
    private static String nextPage(QueryParameters query, int limit, OrderSummary last) {
        StringBuilder target = new StringBuilder(PATH).append('?');
        for (String filter : List.of(TENANT, CUSTOMER, STATUS, PAYMENT_STATUS, PLACED_AFTER)) {
            query.raw(filter)
                    .ifPresent(value -> target.append(filter)
                            .append('=')
                            .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                            .append('&'));
        }
        target.append(LIMIT).append('=').append(limit);
        target.append('&').append(CURSOR).append('=').append(ListCursor.after(last));
        return "<" + target + ">; rel=\"next\"";
    }
}
