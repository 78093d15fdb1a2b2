package dev.ordersaga.payment.gateway.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds Stripe's objects by their metadata. It reads lists, which are consistent at once; Stripe's search index lags
 * behind.
 */
final class StripeLookup {

    /** Tolerated difference between Stripe's clock and the local one. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** Nearly every attempt reaches Stripe within this time; the others are searched for without a limit. */
    private static final Duration USUAL_DELAY = Duration.ofMinutes(10);

    /**
     * Of two intents with one key, which exist only if Stripe has forgotten the key in between, the one with money
     * counts.
     */
    private static final List<String> BY_PRECEDENCE =
            List.of("succeeded", "requires_capture", "processing", "requires_action");

    private static final String OTHER_AMOUNT = "refund_of_other_amount";

    private final StripeClient stripe;

    StripeLookup(StripeClient stripe) {
        this.stripe = stripe;
    }

    /** The intent of the charge; empty if Stripe has none. */
    Optional<PaymentIntent> intentOf(Charge charge) throws StripeException {
        String reference = charge.providerReference();
        if (reference != null) {
            return Optional.of(retrieve(reference));
        }
        Instant usualEnd = charge.startedAt().plus(USUAL_DELAY);
        Optional<PaymentIntent> early = intent(charge, charge.startedAt().minus(CLOCK_SKEW), usualEnd);
        return early.isPresent() ? early : intent(charge, usualEnd, null);
    }

    PaymentIntent retrieve(String intentId) throws StripeException {
        return stripe.v1().paymentIntents().retrieve(intentId, StripeRequests.retrieve());
    }

    /**
     * The refund with this idempotency key; empty if Stripe has none.
     *
     * @throws RequestRejectedException if the refund with this key has another amount: it is not the one asked for
     */
    Optional<Refund> refund(String intentId, dev.ordersaga.payment.gateway.Refund asked) throws StripeException {
        String key = asked.idempotencyKey();
        String after = null;
        while (true) {
            StripeCollection<Refund> page = stripe.v1().refunds().list(StripeRequests.refundsOf(intentId, after));
            Optional<Refund> found = page.getData().stream()
                    .filter(refund -> key.equals(refund.getMetadata().get(StripeRequests.KEY)))
                    .findFirst();
            if (found.isPresent()) {
                return Optional.of(withAmount(found.get(), asked));
            }
            if (!page.getHasMore()) {
                return Optional.empty();
            }
            after = page.getData().getLast().getId();
        }
    }

    private static Refund withAmount(Refund found, dev.ordersaga.payment.gateway.Refund asked) {
        if (found.getAmount() != StripeAmounts.of(asked.amount())) {
            String what = "%s has the key %s, but not the amount %s"
                    .formatted(found.getId(), asked.idempotencyKey(), asked.amount());
            throw new RequestRejectedException(OTHER_AMOUNT, what, new IllegalStateException(what));
        }
        return found;
    }

    private Optional<PaymentIntent> intent(Charge charge, Instant from, @Nullable Instant before)
            throws StripeException {
        Predicate<PaymentIntent> hasKey =
                intent -> charge.idempotencyKey().equals(intent.getMetadata().get(StripeRequests.KEY));
        String after = null;
        while (true) {
            StripeCollection<PaymentIntent> page =
                    stripe.v1().paymentIntents().list(StripeRequests.list(from, before, after));
            Optional<PaymentIntent> found = page.getData().stream()
                    .filter(hasKey)
                    .min(Comparator.comparingInt(intent -> rank(intent.getStatus())));
            if (found.isPresent() || !page.getHasMore()) {
                return found;
            }
            after = page.getData().getLast().getId();
        }
    }

    private static int rank(String status) {
        int place = BY_PRECEDENCE.indexOf(status);
        return place < 0 ? BY_PRECEDENCE.size() : place;
    }
}
