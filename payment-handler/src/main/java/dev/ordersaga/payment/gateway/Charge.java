package dev.ordersaga.payment.gateway;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.api.status.CaptureMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One payment attempt as it is sent to a provider. It never changes, except that the provider's reference is added.
 *
 * @param attempt 1 for the first payment method of the order
 * @param idempotencyKey the same in every retry of the attempt; at most 255 ASCII characters
 * @param paymentMethod the provider's opaque token
 * @param capture whether the money is captured with the authorization, or later
 * @param startedAt when the attempt was recorded, which is before the first call
 * @param providerReference the provider's id of the charge; null until it is known
 */
public record Charge(
        @DataSubjectRecord UUID orderId,
        int attempt,
        String idempotencyKey,
        @PersonalData String paymentMethod,
        Money amount,
        @CaptureMode.Stored CaptureMode capture,
        Instant startedAt,
        @Nullable String providerReference) {

    public Charge {
        capture = CaptureMode.orDefault(capture);
    }

    /** The same charge with the provider's reference. */
    public Charge withReference(String reference) {
        return new Charge(orderId, attempt, idempotencyKey, paymentMethod, amount, capture, startedAt, reference);
    }
}
