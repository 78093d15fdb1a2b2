package dev.ordersaga.api.payment;

/**
 * What the customer has to do before the bank decides.
 *
 * @param type the provider's word for it: {@code redirect_to_url}
 * @param url where the customer does it
 */
public record NextAction(String type, String url) {}
