package dev.ordersaga.api.payment;

import dev.ordersaga.api.privacy.PersonalData;

/**
 * The customer's action that the bank waits for.
 *
 * @param type the provider's name for it: {@code redirect_to_url}
 * @param url the page where the customer does it
 */
public record NextAction(String type, @PersonalData String url) {}
