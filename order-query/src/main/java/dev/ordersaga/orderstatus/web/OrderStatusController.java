package dev.ordersaga.orderstatus.web;

import dev.ordersaga.api.status.PaymentState;
import dev.ordersaga.http.answer.ViewCaching;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemKind;
import dev.ordersaga.http.request.EntityTags;
import dev.ordersaga.http.request.PathId;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.orderstatus.view.OrderStatus;
import dev.ordersaga.orderstatus.view.OrderStatuses;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a client polls. */
@RestController
final class OrderStatusController {

    private static final String SECONDS_BETWEEN_POLLS = "1";
    private static final String SECONDS_BETWEEN_POLLS_FOR_DAYS = "60";

    private final OrderStatuses orders;

    OrderStatusController(OrderStatuses orders) {
        this.orders = orders;
    }

    @GetMapping(path = "/orders/{orderId}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderView> status(@PathVariable String orderId, HttpServletRequest request) {
        QueryParameters.of(request, Set.of());
        Optional<EntityTags> known = EntityTags.ifNoneMatch(request);
        OrderStatus order = orders.find(PathId.uuid(orderId))
                .orElseThrow(() -> new ProblemException(ProblemKind.NOT_FOUND, "No order has this id."));
        if (known.isPresent() && known.get().matchWeakly(order.version())) {
            return new ResponseEntity<>(headers(order), HttpStatus.NOT_MODIFIED);
        }
        return new ResponseEntity<>(OrderView.of(order), headers(order), HttpStatus.OK);
    }

    private static HttpHeaders headers(OrderStatus order) {
        HttpHeaders headers = new HttpHeaders();
        headers.setETag(EntityTags.ofVersion(order.version()));
        ViewCaching.addTo(headers);
        if (!order.isSettled()) {
            boolean takesDays = order.payment().status() == PaymentState.PROCESSING;
            headers.set(HttpHeaders.RETRY_AFTER, takesDays ? SECONDS_BETWEEN_POLLS_FOR_DAYS : SECONDS_BETWEEN_POLLS);
        }
        return headers;
    }
}
