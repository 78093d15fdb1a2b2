package dev.ordersaga.order;

import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentRequested;
import java.util.HashSet;
import java.util.Set;

/**
 * The payment methods that an order tried. It never changes.
 *
 * @param latest the number of the latest attempt that was asked for or chosen; 0 before the first
 * @param method the payment method of the latest attempt, or of the first one to come
 * @param declined how many attempts were declined, and others allowed
 * @param renewed how many times the method was asked again since its reservation had expired
 * @param refusedForGood the payment methods that the bank would decline again
 */
record PaymentAttempts(int latest, String method, int declined, int renewed, Set<String> refusedForGood) {

    PaymentAttempts {
        refusedForGood = Set.copyOf(refusedForGood);
    }

    static PaymentAttempts with(String method) {
        return new PaymentAttempts(0, method, 0, 0, Set.of());
    }

    int next() {
        return latest + 1;
    }

    /** @param allowed how many attempts may be declined */
    int leftAfterOneMoreOf(int allowed) {
        return allowed - declined - 1;
    }

    PaymentAttempts asked(PaymentRequested event) {
        return new PaymentAttempts(event.attempt(), event.paymentMethod(), declined, renewed, refusedForGood);
    }

    PaymentAttempts declined(PaymentAttemptDeclined event) {
        Set<String> refused = new HashSet<>(refusedForGood);
        if (event.hard()) {
            refused.add(event.attempt().paymentMethod());
        }
        return new PaymentAttempts(latest, method, declined + 1, renewed, refused);
    }

    /** The same method once more. */
    PaymentAttempts askedAgain() {
        return new PaymentAttempts(next(), method, declined, renewed + 1, refusedForGood);
    }

    PaymentAttempts chosen(PaymentMethodChosen event) {
        return new PaymentAttempts(event.attempt(), event.paymentMethod(), declined, renewed, refusedForGood);
    }
}
