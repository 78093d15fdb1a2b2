package dev.ordersaga.order.web;

import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.order.command.ShipOrder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Records that the goods leave. What was only reserved is taken now. */
@RestController
class ShipmentController {

    private record Nothing() {}

    private final OrderActionHandler requests;

    ShipmentController(OrderActionHandler requests) {
        this.requests = requests;
    }

    @PostMapping("/orders/{orderId}/shipment")
    ResponseEntity<byte[]> ship(@PathVariable String orderId, HttpServletRequest request, JsonBody body) {
        return requests.once(OrderAction.SHIPMENT, orderId, request, body, id -> shipped(id, body));
    }

    /** No body, or an object without fields. */
    private static ShipOrder shipped(UUID orderId, JsonBody body) {
        if (!body.isAbsent()) {
            body.read(fields -> Nothing::new);
        }
        return new ShipOrder(orderId);
    }
}
