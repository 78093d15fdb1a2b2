package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.privacy.DataSubjectId;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.DataSubjectTenant;
import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.api.status.OrderLine;
import java.util.List;
import java.util.UUID;

/**
 * The order is accepted and stored; its payment is not requested yet.
 *
 * @param fingerprint keyed hash of the canonical request: the same request under the same id is the same order
 * @param tenant the merchant that the order belongs to
 * @param lines 1 to 2 000, all in the currency of the total
 * @param total the sum of the rounded lines, above zero
 * @param paymentMethod an opaque token of the payment provider, never a card number
 */
public record OrderPlaced(
        @DataSubjectRecord UUID orderId,
        String fingerprint,
        @DataSubjectTenant String tenant,
        @DataSubjectId @PersonalData String customerId,
        List<OrderLine> lines,
        Money total,
        @PersonalData String paymentMethod,
        @CaptureMode.Stored CaptureMode capture)
        implements OrderEvent {

    public OrderPlaced {
        capture = CaptureMode.orDefault(capture);
    }
}
