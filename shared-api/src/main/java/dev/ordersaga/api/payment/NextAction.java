package dev.ordersaga.api.payment;

/**
 * The customer's action that the bank waits for.
 *
 * @param type the provider's name for it: {@code redirect_to_url}
 * @param url the page where the customer does it
 */
public record NextAction(String type, String url) {}
