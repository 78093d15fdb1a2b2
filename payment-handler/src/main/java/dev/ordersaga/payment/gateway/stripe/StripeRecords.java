package dev.ordersaga.payment.gateway.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.HasId;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.payment.gateway.DisputeAnswer;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records of the Stripe account, limited to this system's objects. */
final class StripeRecords implements ProviderRecords {

    private static final int NOT_FOUND = 404;

    private final StripeClient stripe;
    private final StripeMapper mapper;
    private final StripeLookup lookup;

    StripeRecords(StripeClient stripe, StripeSettings settings) {
        this.stripe = stripe;
        this.mapper = new StripeMapper(settings);
        this.lookup = new StripeLookup(stripe);
    }

    @Override
    public Optional<ProviderRecord> lookUp(String reference) {
        try {
            return retrieve(reference);
        } catch (InvalidRequestException e) {
            if (e.getStatusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw new UnknownOutcomeException("look up " + reference + ": " + e, e);
        } catch (StripeException e) {
            throw new UnknownOutcomeException("look up " + reference + ": " + e, e);
        }
    }

    private Optional<ProviderRecord> retrieve(String reference) throws StripeException {
        if (reference.startsWith("pi_")) {
            return of(lookup.retrieve(reference));
        }
        boolean isDispute = reference.startsWith("dp_") || reference.startsWith("du_");
        return isDispute
                ? of(stripe.v1().disputes().retrieve(reference))
                : of(stripe.v1().refunds().retrieve(reference));
    }

    @Override
    public void list(Instant from, Instant before, Consumer<ProviderRecord> consumer) {
        var v1 = stripe.v1();
        try {
            all(after -> v1.paymentIntents().list(StripeRequests.list(from, before, after)), this::of, consumer);
            all(after -> v1.refunds().list(StripeRequests.refunds(from, before, after)), this::of, consumer);
            all(after -> v1.disputes().list(StripeRequests.disputes(from, before, after)), this::of, consumer);
        } catch (StripeException e) {
            throw new UnknownOutcomeException("list since " + from + ": " + e, e);
        }
    }

    private interface Pages<T extends HasId> {
        StripeCollection<T> after(@Nullable String id) throws StripeException;
    }

    private interface Mapping<T> {
        Optional<ProviderRecord> of(T object) throws StripeException;
    }

    private static <T extends HasId> void all(Pages<T> pages, Mapping<T> mapping, Consumer<ProviderRecord> consumer)
            throws StripeException {
        String after = null;
        StripeCollection<T> page;
        do {
            page = pages.after(after);
            for (T object : page.getData()) {
                mapping.of(object).ifPresent(consumer);
                after = object.getId();
            }
        } while (page.getHasMore());
    }

    private Optional<ProviderRecord> of(PaymentIntent intent) {
        return StripeMetadata.of(intent.getMetadata(), StripeRequests.ATTEMPT)
                .map(metadata -> new ProviderRecord.OfCharge(
                        metadata.orderId(),
                        metadata.number(),
                        intent.getId(),
                        StripeAmounts.asMoney(intent.getAmount(), intent.getCurrency()),
                        StripeAmounts.asMoney(held(intent), intent.getCurrency()),
                        Instant.ofEpochSecond(intent.getCreated()),
                        mapper.of(intent)));
    }

    private static long held(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case "requires_capture" -> intent.getAmountCapturable();
            case "succeeded" ->
                intent.getAmountReceived() - intent.getLatestChargeObject().getAmountRefunded();
            default -> 0;
        };
    }

    private Optional<ProviderRecord> of(Refund refund) {
        return StripeMetadata.of(refund.getMetadata(), StripeRequests.REFUND)
                .map(metadata -> new ProviderRecord.OfRefund(
                        metadata.orderId(),
                        metadata.number(),
                        refund.getId(),
                        StripeAmounts.asMoney(refund.getAmount(), refund.getCurrency()),
                        Instant.ofEpochSecond(refund.getCreated()),
                        mapper.of(refund)));
    }

    /** The metadata is on the intent. An inquiry, which withholds nothing, is not a dispute yet. */
    private Optional<ProviderRecord> of(Dispute dispute) throws StripeException {
        String intent = dispute.getPaymentIntent();
        if (intent == null || dispute.getStatus().startsWith("warning_")) {
            return Optional.empty();
        }
        return StripeMetadata.of(lookup.retrieve(intent).getMetadata(), StripeRequests.ATTEMPT)
                .map(metadata -> new ProviderRecord.OfDispute(
                        metadata.orderId(), Instant.ofEpochSecond(dispute.getCreated()), answer(dispute)));
    }

    private static DisputeAnswer answer(Dispute dispute) {
        DisputeOutcome outcome = switch (dispute.getStatus()) {
            case "won", "prevented" -> DisputeOutcome.WON;
            case "lost" -> DisputeOutcome.LOST;
            default -> null;
        };
        return new DisputeAnswer(
                dispute.getId(),
                StripeAmounts.asMoney(dispute.getAmount(), dispute.getCurrency()),
                dispute.getReason(),
                outcome,
                evidenceUntil(dispute.getEvidenceDetails()));
    }

    private static @Nullable Instant evidenceUntil(Dispute.@Nullable EvidenceDetails details) {
        Long dueBy = details == null ? null : details.getDueBy();
        return dueBy == null ? null : Instant.ofEpochSecond(dueBy);
    }
}
