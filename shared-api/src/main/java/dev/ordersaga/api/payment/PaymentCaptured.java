package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.api.status.CaptureMode;
import java.util.UUID;

/**
 * The amount is captured.
 *
 * @param capture whether it was captured with the authorization or after it
 */
public record PaymentCaptured(
        @DataSubjectRecord UUID orderId,
        int attempt,
        @PersonalData String paymentMethod,
        Money amount,
        String providerReference,
        @CaptureMode.Stored CaptureMode capture)
        implements PaymentEvent {

    public PaymentCaptured {
        capture = CaptureMode.orDefault(capture);
    }
}
