package dev.ordersaga.payment;

/**
 * What a provider's message asks to be looked at. Its JSON form is stored.
 *
 * @param type the provider's word for what happened
 * @param reference the provider's name for what it happened to
 */
record WebhookTask(String type, String reference) {}
