package dev.ordersaga.order.web;

import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderLinks;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.request.IdempotencyKey;
import dev.ordersaga.http.request.PathId;
import dev.ordersaga.http.request.RequestFingerprint;
import dev.ordersaga.idempotency.IdempotencyScope;
import dev.ordersaga.idempotency.IdempotentExecutor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/** What all actions on an order share: they need a key, and are carried out once for it. */
class OrderActionHandler {

    private final IdempotentExecutor requests;
    private final OrderCommandDispatcher orders;

    OrderActionHandler(IdempotentExecutor requests, OrderCommandDispatcher orders) {
        this.requests = requests;
        this.orders = orders;
    }

    /** @param reading checks the rest of the request and makes the order's command of it */
    ResponseEntity<byte[]> once(
            OrderAction action,
            String orderId,
            HttpServletRequest request,
            JsonBody body,
            Function<UUID, Object> reading) {
        UUID id = PathId.uuid(orderId);
        IdempotencyKey key = IdempotencyKey.of(request);
        Object command = reading.apply(id);
        String path = OrderLinks.to(id, action);
        IdempotencyScope identity = new IdempotencyScope(
                Caller.ANYONE, "POST " + path, key.value(), RequestFingerprint.of("POST", path, body));
        return AcceptedResponse.of(requests.once(identity, () -> orders.decide(command)));
    }
}
