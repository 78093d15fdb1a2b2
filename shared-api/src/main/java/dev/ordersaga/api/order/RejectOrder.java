package dev.ordersaga.api.order;

import dev.ordersaga.api.payment.PaymentAttempt;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Say no to the order. A no-op when the order was confirmed or ended before.
 *
 * @param attempt the attempt that was declined; null when no answer came
 */
public record RejectOrder(
        @TargetAggregateIdentifier UUID orderId,
        RejectionReason reason,
        @Nullable PaymentAttempt attempt) {}
