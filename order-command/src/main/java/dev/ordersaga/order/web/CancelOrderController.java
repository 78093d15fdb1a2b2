package dev.ordersaga.order.web;

import dev.ordersaga.api.status.CancelledBy;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.order.command.CancelOrder;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cancels orders. A 202 is a decision: the order is cancelled, and its payment is voided or refunded. */
@RestController
class CancelOrderController {

    private static final int MAX_REASON = 256;

    private final OrderActionHandler actions;

    CancelOrderController(OrderActionHandler actions) {
        this.actions = actions;
    }

    @Needs(Scope.ORDERS_CANCEL)
    @PostMapping("/orders/{orderId}/cancellation")
    ResponseEntity<byte[]> cancel(
            @PathVariable String orderId, Caller caller, HttpServletRequest request, JsonBody body) {
        return actions.handle(
                OrderAction.CANCELLATION,
                orderId,
                new ClientRequest(caller, request, body),
                id -> new CancelOrder(id, by(caller), reason(body), Preconditions.of(request)));
    }

    private static CancelledBy by(Caller caller) {
        if (caller.customerId() != null) {
            return CancelledBy.CUSTOMER;
        }
        return caller.isOfAllTenants() ? CancelledBy.OPERATOR : CancelledBy.MERCHANT;
    }

    private static @Nullable String reason(JsonBody body) {
        if (body.isAbsent()) {
            return null;
        }
        record Cancellation(@Nullable String reason) {}
        Cancellation cancellation = body.read(fields -> {
            String reason = fields.optionalText("reason", MAX_REASON);
            return () -> new Cancellation(reason);
        });
        return cancellation.reason();
    }
}
