package dev.ordersaga.lab.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Which payment method each order uses: one for all, or a mix by weight. The choice depends on the seed and the invoice
 * number only, so that a second run asks for the same.
 */
final class PaymentMethods {

    private static final Pattern TOKEN = Pattern.compile("pm_[A-Za-z0-9_]{1,64}");
    private static final Pattern PAYS = Pattern.compile("pm_card_(visa|mastercard)(_debit)?|pm_card_mastercard_prepaid"
            + "|pm_card_(amex|discover|diners|jcb|unionpay|createDispute|refundFail)|pm_slow_([1-9]|[1-5]\\d|60)s");
    private static final String SILENT = "pm_silent";

    private final Map<String, Integer> weights;
    private final int allWeights;
    private final long seed;

    private PaymentMethods(Map<String, Integer> weights, long seed) {
        this.weights = weights;
        this.allWeights = weights.values().stream().mapToInt(Integer::intValue).sum();
        this.seed = seed;
    }

    /** Reads {@code token} or {@code token:weight,token:weight,…} with weights from 1. */
    static PaymentMethods parse(String text, long seed) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            String token = colon < 0 ? part : part.substring(0, colon);
            if (!TOKEN.matcher(token).matches()) {
                throw new InputException(
                        "A payment method is pm_ and letters, digits or underscores, not '" + token + "'");
            }
            weights.put(token, colon < 0 ? 1 : weight(part.substring(colon + 1)));
        }
        return new PaymentMethods(weights, seed);
    }

    private static int weight(String text) {
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new InputException("The weight of a payment method is a whole number from 1, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** The method of this invoice. */
    String of(String invoiceNumber) {
        int drawn = new SplittableRandom(seed * 31 + invoiceNumber.hashCode()).nextInt(allWeights);
        for (Map.Entry<String, Integer> method : weights.entrySet()) {
            drawn -= method.getValue();
            if (drawn < 0) {
                return method.getKey();
            }
        }
        throw new IllegalStateException("A draw below the sum of the weights meets one of them");
    }

    /**
     * How an accepted order with this method must end, as the service documents its simulated provider: it declines what
     * it does not know. A slow payment is meant to come before the service's payment deadline.
     */
    static Ending ending(String token) {
        if (PAYS.matcher(token).matches()) {
            return Ending.CONFIRMED;
        }
        return token.equals(SILENT) ? Ending.PAYMENT_TIMED_OUT : Ending.PAYMENT_DECLINED;
    }
}
