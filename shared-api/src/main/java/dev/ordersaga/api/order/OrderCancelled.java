package dev.ordersaga.api.order;

import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.api.status.CancelledBy;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The customer, the merchant or an operator cancelled the order.
 *
 * @param reason as they stated it; null if none was given
 * @param paymentRequested whether the payment had been requested, so that it has to be released (compensation)
 */
public record OrderCancelled(
        @DataSubjectRecord UUID orderId,
        CancelledBy by,
        @PersonalData @Nullable String reason,
        boolean paymentRequested)
        implements OrderEvent {}
