package dev.ordersaga.payment.gateway;

import org.jspecify.annotations.Nullable;

/**
 * A provider's message that something happened. It proves where it comes from and nothing else: it may be late, doubled
 * or overtaken, so that what it is about has to be looked up.
 *
 * @param id the same however often the message is sent
 * @param type the provider's word for what happened
 * @param reference the provider's name for what it happened to; null if it is nothing that we keep account of
 */
public record WebhookMessage(
        String id, String type, @Nullable String reference) {}
