package dev.ordersaga.payment.gateway;

import org.jspecify.annotations.Nullable;

/**
 * A verified webhook. It proves its origin only: it may be late, duplicated or out of order, so that the state of the
 * object has to be looked up.
 *
 * @param id the same in every delivery of the message; unique per provider
 * @param type the provider's event type
 * @param reference the provider's id of the object; null if the event is irrelevant here
 */
public record WebhookMessage(
        String id, String type, @Nullable String reference) {}
