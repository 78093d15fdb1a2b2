package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.PersonalData;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The amount is authorized (reserved) and not captured yet.
 *
 * @param captureBefore until when it can be captured; null if the provider does not say
 */
public record PaymentAuthorized(
        @DataSubjectRecord UUID orderId,
        int attempt,
        @PersonalData String paymentMethod,
        Money amount,
        String providerReference,
        @Nullable Instant captureBefore)
        implements PaymentEvent {}
