package dev.ordersaga.payment.gateway.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.RefundListParams;
import dev.ordersaga.payment.gateway.Charge;
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

    /** The refund with this idempotency key; empty if Stripe has none. */
    Optional<Refund> refund(String intentId, String key) throws StripeException {
        var ofIntent = RefundListParams.builder()
                .setPaymentIntent(intentId)
                .setLimit(StripeRequests.PAGE_SIZE)
                .build();
        return stripe.v1().refunds().list(ofIntent).getData().stream()
                .filter(refund -> key.equals(refund.getMetadata().get(StripeRequests.KEY)))
                .findFirst();
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
