package dev.ordersaga.simulator.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed when a payment intent was created, and never changes.
 *
 * @param amount minor units
 * @param currency ISO 4217, lower case
 * @param paymentMethod named at creation, null when it was left for later
 * @param types payment method types the caller listed; empty when it left them to the provider
 * @param redirects whether methods that send the customer to another page are allowed
 * @param texts parameters that are only shown again, by name
 */
public record IntentTerms(
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
