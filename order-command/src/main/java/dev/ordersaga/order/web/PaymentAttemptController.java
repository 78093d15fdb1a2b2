package dev.ordersaga.order.web;

import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.Fields;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.order.command.PayWithAnotherMethod;
import dev.ordersaga.order.command.Precondition;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starts a payment attempt with another method after a decline. A 202 means that the attempt will be requested. */
@RestController
class PaymentAttemptController {

    private final OrderActionHandler actions;

    PaymentAttemptController(OrderActionHandler actions) {
        this.actions = actions;
    }

    @Needs(Scope.ORDERS_WRITE)
    @PostMapping("/orders/{orderId}/payment-attempts")
    ResponseEntity<byte[]> pay(@PathVariable String orderId, Caller caller, HttpServletRequest request, JsonBody body) {
        return actions.handle(
                OrderAction.PAYMENT_ATTEMPTS,
                orderId,
                new ClientRequest(caller, request, body),
                id -> body.read((Fields fields) -> command(id, fields, Preconditions.of(request))));
    }

    private static Supplier<PayWithAnotherMethod> command(
            UUID orderId, Fields fields, @Nullable Precondition precondition) {
        String paymentMethod = PaymentMethodField.of(fields);
        return () -> new PayWithAnotherMethod(orderId, paymentMethod, precondition);
    }
}
