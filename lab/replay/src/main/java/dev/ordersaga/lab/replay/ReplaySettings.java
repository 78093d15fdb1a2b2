package dev.ordersaga.lab.replay;

import java.net.URI;
import java.time.Duration;
import java.util.Currency;

/**
 * How a replay is done.
 *
 * @param url where the service answers, without a path
 * @param namespace another one gives other order ids for the same files
 * @param cancelWholeOrders whether cancellation invoices that take back a whole order cancel it
 * @param concurrency most writes, and most reads, under way at once
 * @param mostOpen most orders that are sent and not settled
 * @param longestAnswer how long to wait for one answer
 * @param patience how long one call is repeated, and one order is watched, before it is given up
 */
record ReplaySettings(
        URI url,
        String namespace,
        Currency currency,
        PaymentMethods paymentMethods,
        boolean cancelWholeOrders,
        int concurrency,
        int mostOpen,
        Duration longestAnswer,
        Duration patience) {

    /** Digits after the point in the currency's amounts. */
    int minorDigits() {
        return currency.getDefaultFractionDigits();
    }
}
