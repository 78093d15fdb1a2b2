package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.PersonalData;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of the captured amount, or all of it, has to be refunded; it is reserved from here on.
 *
 * @param refund 1 for the first refund of the order
 * @param reason as the client stated it; null if none was given
 */
public record RefundRequested(
        @DataSubjectRecord UUID orderId,
        int refund,
        Money amount,
        @PersonalData @Nullable String reason) implements OrderEvent {}
