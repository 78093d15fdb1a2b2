package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.payment.PaymentIntent;

/** Where the customer's browser returns to after the bank's page, with the parameters that Stripe appends. */
final class ReturnAddress {

    private ReturnAddress() {}

    /** @param url given by the merchant; may have a query and a fragment */
    static String of(String url, PaymentIntent intent, String clientSecret) {
        String status = switch (intent.status()) {
            case SUCCEEDED, REQUIRES_CAPTURE -> "succeeded";
            case PROCESSING, REQUIRES_ACTION, REQUIRES_CONFIRMATION -> "pending";
            case REQUIRES_PAYMENT_METHOD, CANCELED -> "failed";
        };
        int fragment = url.indexOf('#');
        String base = fragment < 0 ? url : url.substring(0, fragment);
        return base + (base.indexOf('?') < 0 ? '?' : '&')
                + "payment_intent=" + intent.id()
                + "&payment_intent_client_secret=" + clientSecret
                + "&redirect_status=" + status
                + (fragment < 0 ? "" : url.substring(fragment));
    }
}
