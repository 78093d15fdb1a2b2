package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.api.status.CaptureMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt is recorded before the provider is called, with the idempotency key of the call.
 *
 * @param idempotencyKey the provider's key for this attempt: the same in every retry
 * @param provider name of the provider that gets every call about this attempt, whatever the settings are later; null
 *     if no enabled provider accepted the payment method, which declines the attempt
 */
public record PaymentAttemptStarted(
        @DataSubjectRecord UUID orderId,
        int attempt,
        String idempotencyKey,
        @Nullable String provider,
        @PersonalData String paymentMethod,
        Money amount,
        @CaptureMode.Stored CaptureMode capture)
        implements PaymentEvent {

    public PaymentAttemptStarted {
        capture = CaptureMode.orDefault(capture);
    }
}
