package dev.ordersaga.api.payment;

import org.jspecify.annotations.Nullable;

/**
 * One try with one payment method, as a client may see it.
 *
 * @param number 1 for the first
 * @param paymentMethod the provider's opaque token
 * @param declineCode the code that is fit for customers; null unless declined
 */
public record PaymentAttempt(
        int number,
        String paymentMethod,
        AttemptStatus status,
        @Nullable String declineCode) {}
