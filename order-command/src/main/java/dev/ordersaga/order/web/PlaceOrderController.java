package dev.ordersaga.order.web;

import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.request.IdempotencyKey;
import dev.ordersaga.http.request.PathId;
import dev.ordersaga.http.request.RequestFingerprint;
import dev.ordersaga.idempotency.GroupedRequests;
import dev.ordersaga.idempotency.IdempotencyScope;
import dev.ordersaga.order.command.Precondition;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.axonframework.common.IdentifierFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Places orders: POST under a generated id with an idempotency key, or PUT under the client's id. Concurrent requests share
 * transactions.
 */
@RestController
class PlaceOrderController {

    private static final String ORDERS = "/orders";

    private final GroupedRequests grouped;
    private final OrderCommandDispatcher orders;
    private final RequestsInFlight inFlight;

    PlaceOrderController(GroupedRequests grouped, OrderCommandDispatcher orders, RequestsInFlight inFlight) {
        this.grouped = grouped;
        this.orders = orders;
        this.inFlight = inFlight;
    }

    @PostMapping(ORDERS)
    ResponseEntity<byte[]> place(HttpServletRequest request, JsonBody body) {
        IdempotencyKey key = IdempotencyKey.of(request);
        Preconditions.ofList(request);
        PlaceOrderRequest order = PlaceOrderRequest.read(body);
        String fingerprint = RequestFingerprint.of("POST", ORDERS, body);
        IdempotencyScope scope = new IdempotencyScope(Caller.ANONYMOUS, "POST " + ORDERS, key.value(), fingerprint);
        UUID id = newId();
        return AcceptedResponse.of(
                grouped.once(scope, id.toString(), orders.prepared(order.toCommand(id, fingerprint, null))));
    }

    @PutMapping(ORDERS + "/{orderId}")
    ResponseEntity<byte[]> placeWithId(@PathVariable String orderId, HttpServletRequest request, JsonBody body) {
        UUID id = PathId.newUuid(orderId);
        Precondition precondition = Preconditions.of(request);
        PlaceOrderRequest order = PlaceOrderRequest.read(body);
        String fingerprint = RequestFingerprint.of("PUT", ORDERS + "/" + id, body);
        return AcceptedResponse.of(inFlight.within(
                id,
                () -> grouped.inherentlyIdempotent(
                        id.toString(), orders.prepared(order.toCommand(id, fingerprint, precondition)))));
    }

    private static UUID newId() {
        return UUID.fromString(IdentifierFactory.getInstance().generateIdentifier());
    }
}
