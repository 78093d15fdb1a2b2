package dev.ordersaga.lab.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Payment method of each order: one for all, or a mix by weight. The choice depends only on the seed and the invoice
 * number, so that a second run sends the same orders.
 */
record PaymentMethods(Map<String, Integer> weights, long seed) {

    private static final Pattern TOKEN = Pattern.compile("pm_[A-Za-z0-9_]{1,64}");
    private static final Pattern PAID = Pattern.compile("pm_card_(visa|mastercard)(_debit)?|pm_card_mastercard_prepaid"
            + "|pm_card_(amex|discover|diners|jcb|unionpay|createDispute|refundFail)|pm_slow_([1-9]|[1-5]\\d|60)s");
    private static final String NEVER_ANSWERED = "pm_silent";

    /**
     * Parses {@code token} or {@code token:weight,token:weight,…} with weights from 1.
     *
     * @throws IllegalArgumentException when it is neither; the message is meant for the user
     */
    static PaymentMethods parse(String text, long seed) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            String token = colon < 0 ? part : part.substring(0, colon);
            String weight = colon < 0 ? "1" : part.substring(colon + 1);
            if (!TOKEN.matcher(token).matches()) {
                throw new IllegalArgumentException(
                        "A payment method is pm_ and letters, digits or underscores, not '" + token + "'");
            }
            if (!weight.matches("[1-9]\\d{0,5}")) {
                throw new IllegalArgumentException(
                        "The weight of a payment method is a whole number from 1, not '" + weight + "'");
            }
            weights.put(token, Integer.parseInt(weight));
        }
        return new PaymentMethods(weights, seed);
    }

    /** Payment method of this invoice. */
    String of(String invoiceNumber) {
        int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        int drawn = new SplittableRandom(seed * 31 + invoiceNumber.hashCode()).nextInt(sum);
        for (Map.Entry<String, Integer> method : weights.entrySet()) {
            drawn -= method.getValue();
            if (drawn < 0) {
                return method.getKey();
            }
        }
        throw new IllegalStateException("A number below the sum of the weights belongs to one of them");
    }

    /**
     * Expected status of an accepted order with this method, as documented for the simulated provider: it declines
     * unknown methods. A slow payment is expected before the service's payment deadline.
     */
    static PlannedOrder.Status expectedStatus(String token) {
        if (PAID.matcher(token).matches()) {
            return PlannedOrder.Status.CONFIRMED;
        }
        return token.equals(NEVER_ANSWERED)
                ? PlannedOrder.Status.PAYMENT_TIMED_OUT
                : PlannedOrder.Status.PAYMENT_DECLINED;
    }
}
