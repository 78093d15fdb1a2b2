package dev.ordersaga.order.web;

import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.order.command.Precondition;
import dev.ordersaga.order.command.ShipOrder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Records the shipment of an order. An amount that is only authorized is captured now. */
@RestController
class ShipmentController {

    private record EmptyObject() {}

    private final OrderActionHandler actions;

    ShipmentController(OrderActionHandler actions) {
        this.actions = actions;
    }

    @Needs(Scope.ORDERS_SHIP)
    @PostMapping("/orders/{orderId}/shipment")
    ResponseEntity<byte[]> ship(
            @PathVariable String orderId, Caller caller, HttpServletRequest request, JsonBody body) {
        return actions.handle(
                OrderAction.SHIPMENT,
                orderId,
                new ClientRequest(caller, request, body),
                id -> command(id, body, Preconditions.of(request)));
    }

    /** No body, or an object without fields. */
    private static ShipOrder command(UUID orderId, JsonBody body, @Nullable Precondition precondition) {
        if (!body.isAbsent()) {
            body.read(fields -> EmptyObject::new);
        }
        return new ShipOrder(orderId, precondition);
    }
}
