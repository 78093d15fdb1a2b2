package dev.ordersaga.api.payment;

import dev.ordersaga.api.privacy.PersonalData;
import org.jspecify.annotations.Nullable;

/**
 * One payment attempt with one payment method, as clients see it.
 *
 * @param number 1 for the first
 * @param paymentMethod the provider's opaque token
 * @param declineCode the code that may be shown to customers; null unless declined
 */
public record PaymentAttempt(
        int number,
        @PersonalData String paymentMethod,
        AttemptStatus status,
        @Nullable String declineCode) {}
