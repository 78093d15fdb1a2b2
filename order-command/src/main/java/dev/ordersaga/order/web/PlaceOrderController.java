package dev.ordersaga.order.web;

import dev.ordersaga.api.privacy.DataSubject;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.request.IdempotencyKey;
import dev.ordersaga.http.request.PathId;
import dev.ordersaga.http.request.RequestFingerprint;
import dev.ordersaga.idempotency.GroupedRequests;
import dev.ordersaga.idempotency.GroupedRequests.Created;
import dev.ordersaga.idempotency.IdempotencyScope;
import dev.ordersaga.idempotency.StoredResponse;
import dev.ordersaga.order.command.PlaceOrder;
import dev.ordersaga.order.command.Precondition;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
    private final CustomerVelocity velocity;
    private final UnaryOperator<String> pseudonym;

    /** @param pseudonym keyed hash: the fingerprint of an order is stored, and its request names a person */
    PlaceOrderController(
            GroupedRequests grouped,
            OrderCommandDispatcher orders,
            RequestsInFlight inFlight,
            CustomerVelocity velocity,
            UnaryOperator<String> pseudonym) {
        this.grouped = grouped;
        this.orders = orders;
        this.inFlight = inFlight;
        this.velocity = velocity;
        this.pseudonym = pseudonym;
    }

    @Needs(Scope.ORDERS_WRITE)
    @PostMapping(ORDERS)
    ResponseEntity<byte[]> place(Caller caller, HttpServletRequest request, JsonBody body) {
        IdempotencyKey key = IdempotencyKey.of(request);
        Preconditions.ofList(request);
        PlaceOrderRequest order = PlaceOrderRequest.read(body);
        String fingerprint = pseudonym.apply(RequestFingerprint.of("POST", ORDERS, body));
        IdempotencyScope scope = new IdempotencyScope(caller.id(), "POST " + ORDERS, key.value(), fingerprint);
        UUID id = newId();
        Created created = created(id, order, caller);
        return AcceptedResponse.of(
                grouped.once(scope, created, counted(created, order.toCommand(id, fingerprint, caller, null), caller)));
    }

    @Needs(Scope.ORDERS_WRITE)
    @PutMapping(ORDERS + "/{orderId}")
    ResponseEntity<byte[]> placeWithId(
            @PathVariable String orderId, Caller caller, HttpServletRequest request, JsonBody body) {
        UUID id = PathId.newUuid(orderId);
        Precondition precondition = Preconditions.of(request);
        PlaceOrderRequest order = PlaceOrderRequest.read(body);
        String fingerprint = pseudonym.apply(RequestFingerprint.of("PUT", ORDERS + "/" + id, body));
        Created created = created(id, order, caller);
        return AcceptedResponse.of(inFlight.within(
                id,
                () -> grouped.inherentlyIdempotent(
                        created, counted(created, order.toCommand(id, fingerprint, caller, precondition), caller))));
    }

    /** Counts what is decided: a request whose response is stored is not. */
    private Supplier<StoredResponse> counted(Created created, PlaceOrder command, Caller caller) {
        Supplier<StoredResponse> decision = orders.prepared(command, caller);
        return () -> {
            velocity.count(created.person(), command.orderId());
            return decision.get();
        };
    }

    private static Created created(UUID id, PlaceOrderRequest order, Caller caller) {
        return new Created(id.toString(), DataSubject.of(caller.tenant(), order.customerId()));
    }

    private static UUID newId() {
        return UUID.fromString(IdentifierFactory.getInstance().generateIdentifier());
    }
}
