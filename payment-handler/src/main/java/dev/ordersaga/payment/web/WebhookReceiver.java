package dev.ordersaga.payment.web;

import dev.ordersaga.payment.gateway.WebhookMessage;

/** Where messages of providers are kept until they have been followed up. */
public interface WebhookReceiver {

    /** Keeps the message for good; one that is known already changes nothing. On return it is on the disk. */
    void keep(WebhookMessage notice);

    /** Counts a message that did not prove where it comes from. */
    void refuse();
}
