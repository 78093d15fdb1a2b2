package dev.ordersaga.order.web;

import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderLinks;
import dev.ordersaga.http.request.IdempotencyKey;
import dev.ordersaga.http.request.PathId;
import dev.ordersaga.http.request.RequestFingerprint;
import dev.ordersaga.idempotency.IdempotencyScope;
import dev.ordersaga.idempotency.IdempotentExecutor;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/** Executes an action on an order once per idempotency key, whatever the action is. */
class OrderActionHandler {

    private final IdempotentExecutor executor;
    private final OrderCommandDispatcher orders;
    private final RequestsInFlight inFlight;
    private final StoredCallers callers;

    OrderActionHandler(
            IdempotentExecutor executor,
            OrderCommandDispatcher orders,
            RequestsInFlight inFlight,
            StoredCallers callers) {
        this.callers = callers;
        this.executor = executor;
        this.orders = orders;
        this.inFlight = inFlight;
    }

    /** @param reader validates the rest of the request and converts it to the order's command */
    ResponseEntity<byte[]> handle(
            OrderAction action, String orderId, ClientRequest request, Function<UUID, Object> reader) {
        UUID id = PathId.uuid(orderId);
        IdempotencyKey key = IdempotencyKey.of(request.http());
        Object command = reader.apply(id);
        String path = OrderLinks.to(id, action);
        IdempotencyScope scope = new IdempotencyScope(
                callers.nameOf(request.caller()).orElseThrow(OrderCommandDispatcher::notFound),
                "POST " + path,
                key.value(),
                RequestFingerprint.of("POST", path, request.body()));
        return AcceptedResponse.of(inFlight.within(
                id, () -> executor.once(scope, () -> orders.dispatch(command, request.caller()))));
    }
}
