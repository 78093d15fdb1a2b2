package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.api.status.CaptureMode;
import java.util.UUID;

/**
 * The payment of the order was requested; payment-handler starts the attempt.
 *
 * @param attempt 1 for the first payment method
 */
public record PaymentRequested(
        @DataSubjectRecord UUID orderId,
        int attempt,
        @PersonalData String paymentMethod,
        Money amount,
        @CaptureMode.Stored CaptureMode capture)
        implements OrderEvent {

    public PaymentRequested {
        capture = CaptureMode.orDefault(capture);
    }
}
