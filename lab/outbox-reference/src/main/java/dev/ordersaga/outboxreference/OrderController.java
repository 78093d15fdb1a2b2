package dev.ordersaga.outboxreference;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Placing and polling of orders, with the routes of order-saga. */
@RestController
class OrderController {

    private final OrderTable orders;
    private final WakeUp wakeUp;

    OrderController(OrderTable orders, WakeUp wakeUp) {
        this.orders = orders;
        this.wakeUp = wakeUp;
    }

    @PutMapping("/orders/{id}")
    ResponseEntity<?> place(@PathVariable UUID id, @RequestBody PlaceOrderRequest request) {
        if (!request.isValid()) {
            return ResponseEntity.unprocessableContent().build();
        }
        orders.place(id, request);
        wakeUp.request();
        return ResponseEntity.accepted()
                .location(URI.create("/orders/" + id))
                .body(Map.of("orderId", id, "status", "PLACED"));
    }

    @GetMapping("/orders/{id}")
    ResponseEntity<OrderTable.OrderStatus> find(@PathVariable UUID id) {
        return ResponseEntity.of(orders.find(id));
    }
}
