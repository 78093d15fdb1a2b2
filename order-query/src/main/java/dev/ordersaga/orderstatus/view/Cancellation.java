package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.api.status.CancelledBy;
import org.jspecify.annotations.Nullable;

/**
 * By whom and why an order was cancelled.
 *
 * @param reason as they stated it; null if none was given
 */
public record Cancellation(
        CancelledBy by, @PersonalData @Nullable String reason) {

    static Cancellation of(OrderCancelled event) {
        return new Cancellation(event.by(), event.reason());
    }
}
