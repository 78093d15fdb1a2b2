package dev.ordersaga.simulator.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The immutable terms of a PaymentIntent.
 *
 * @param amount minor units
 * @param currency ISO 4217, lower case
 * @param paymentMethod given at creation, null otherwise
 * @param types payment method types listed by the caller; empty for automatic payment methods
 * @param redirects whether payment methods with redirects are allowed
 * @param texts parameters that are only echoed, by name
 */
public record PaymentIntentTerms(
        String id,
        Instant created,
        long amount,
        String currency,
        CaptureMethod captureMethod,
        @Nullable String paymentMethod,
        List<String> types,
        boolean redirects,
        Map<String, String> metadata,
        Map<String, String> texts) {}
