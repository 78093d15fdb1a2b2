package dev.ordersaga.order.web;

import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.Fields;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.FieldCode;
import dev.ordersaga.order.command.Precondition;
import dev.ordersaga.order.command.RequestRefund;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Refunds an amount, or all that is left. A 202 means that the amount is reserved and will be refunded. */
@RestController
class RefundController {

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");
    private static final int MAX_REASON = 256;

    private final OrderActionHandler actions;

    RefundController(OrderActionHandler actions) {
        this.actions = actions;
    }

    @Needs(Scope.PAYMENTS_REFUND)
    @PostMapping("/orders/{orderId}/refunds")
    ResponseEntity<byte[]> refund(
            @PathVariable String orderId, Caller caller, HttpServletRequest request, JsonBody body) {
        return actions.handle(
                OrderAction.REFUNDS,
                orderId,
                new ClientRequest(caller, request, body),
                id -> command(id, body, Preconditions.of(request)));
    }

    private static RequestRefund command(UUID orderId, JsonBody body, @Nullable Precondition precondition) {
        return body.isAbsent()
                ? new RequestRefund(orderId, null, null, precondition)
                : body.read(fields -> command(orderId, fields, precondition));
    }

    private static Supplier<RequestRefund> command(UUID orderId, Fields fields, @Nullable Precondition precondition) {
        BigDecimal amount = amount(fields);
        String reason = fields.optionalText("reason", MAX_REASON);
        return () -> new RequestRefund(orderId, amount, reason, precondition);
    }

    private static @Nullable BigDecimal amount(Fields fields) {
        BigDecimal amount = fields.optionalDecimal("amount", AMOUNT, "a decimal text, in the order's currency");
        if (amount != null && amount.signum() == 0) {
            fields.refuse("amount", FieldCode.OUT_OF_RANGE, "Must be above 0.");
        }
        return amount;
    }
}
