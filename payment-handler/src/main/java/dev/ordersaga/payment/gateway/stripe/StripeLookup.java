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
 * Finds objects by what we noted on them. Stripe's search lags behind, so lists are read: they show at once what was
 * done.
 */
final class StripeLookup {

    /** Stripe's clock and ours may differ by so much. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    /** Nearly every attempt reaches Stripe within this time; the others are looked for further on. */
    private static final Duration USUALLY = Duration.ofMinutes(10);

    /** Of two intents under one key, which only a key that Stripe forgot can bring about, the one with money counts. */
    private static final List<String> WITH_MONEY_FIRST =
            List.of("succeeded", "requires_capture", "processing", "requires_action");

    private final StripeClient stripe;

    StripeLookup(StripeClient stripe) {
        this.stripe = stripe;
    }

    /** The intent of the charge; empty if Stripe never heard of it. */
    Optional<PaymentIntent> intentOf(Charge charge) throws StripeException {
        String reference = charge.providerReference();
        if (reference != null) {
            return Optional.of(retrieve(reference));
        }
        Instant usually = charge.startedAt().plus(USUALLY);
        Optional<PaymentIntent> early = intent(charge, charge.startedAt().minus(CLOCKS), usually);
        return early.isPresent() ? early : intent(charge, usually, null);
    }

    PaymentIntent retrieve(String intentId) throws StripeException {
        return stripe.v1().paymentIntents().retrieve(intentId, StripeRequests.retrieve());
    }

    /** The refund under this key; empty if Stripe never heard of it. */
    Optional<Refund> refund(String intentId, String key) throws StripeException {
        var ofIntent = RefundListParams.builder()
                .setPaymentIntent(intentId)
                .setLimit(StripeRequests.LONGEST_PAGE)
                .build();
        return stripe.v1().refunds().list(ofIntent).getData().stream()
                .filter(refund -> key.equals(refund.getMetadata().get(StripeRequests.KEY)))
                .findFirst();
    }

    private Optional<PaymentIntent> intent(Charge charge, Instant from, @Nullable Instant before)
            throws StripeException {
        Predicate<PaymentIntent> isIt =
                intent -> charge.idempotencyKey().equals(intent.getMetadata().get(StripeRequests.KEY));
        String after = null;
        while (true) {
            StripeCollection<PaymentIntent> page =
                    stripe.v1().paymentIntents().list(StripeRequests.list(from, before, after));
            Optional<PaymentIntent> found = page.getData().stream()
                    .filter(isIt)
                    .min(Comparator.comparingInt(intent -> rank(intent.getStatus())));
            if (found.isPresent() || !page.getHasMore()) {
                return found;
            }
            after = page.getData().getLast().getId();
        }
    }

    private static int rank(String status) {
        int place = WITH_MONEY_FIRST.indexOf(status);
        return place < 0 ? WITH_MONEY_FIRST.size() : place;
    }
}
