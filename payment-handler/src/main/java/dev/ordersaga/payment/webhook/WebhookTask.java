package dev.ordersaga.payment.webhook;

/**
 * Task data of a webhook's processing. Its JSON form is stored.
 *
 * @param provider name of the provider that sent it
 * @param type the provider's event type
 * @param reference the provider's id of the object to look up
 */
record WebhookTask(String provider, String type, String reference) {}
