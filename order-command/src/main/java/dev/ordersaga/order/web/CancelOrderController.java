package dev.ordersaga.order.web;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.ordersaga.api.status.CancelledBy;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.request.EntityTags;
import dev.ordersaga.order.command.CancelOrder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cancels orders. A 202 is a decision: the order is cancelled, and its payment is voided or refunded. */
@RestController
class CancelOrderController {

    private static final Pattern VERSION = Pattern.compile("0|[1-9]\\d{0,17}");
    private static final int MAX_REASON = 256;

    private final OrderActionHandler actions;

    CancelOrderController(OrderActionHandler actions) {
        this.actions = actions;
    }

    @PostMapping("/orders/{orderId}/cancellation")
    ResponseEntity<byte[]> cancel(@PathVariable String orderId, HttpServletRequest request, JsonBody body) {
        return actions.handle(
                OrderAction.CANCELLATION,
                orderId,
                request,
                body,
                id -> new CancelOrder(id, CancelledBy.CUSTOMER, reason(body), expectedVersions(request)));
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

    /** Null for any version. A weak tag, or one that is not a version, matches none. */
    private static @Nullable Set<Long> expectedVersions(HttpServletRequest request) {
        return EntityTags.ifMatch(request)
                .filter(tags -> !tags.any())
                .map(tags -> tags.tags().stream()
                        .filter(tag ->
                                !tag.weak() && VERSION.matcher(tag.value()).matches())
                        .map(tag -> Long.valueOf(tag.value()))
                        .collect(toUnmodifiableSet()))
                .orElse(null);
    }
}
