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
import dev.ordersaga.payment.gateway.UnreadableAnswerException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
            throw StripeFailures.of("look up " + reference, e);
        } catch (StripeException e) {
            throw StripeFailures.of("look up " + reference, e);
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
            throw StripeFailures.of("list since " + from, e);
        }
    }

    @Override
    public void ofCharge(String reference, Consumer<ProviderRecord> consumer) {
        var v1 = stripe.v1();
        try {
            of(lookup.retrieve(reference)).ifPresent(consumer);
            all(after -> v1.refunds().list(StripeRequests.refundsOf(reference, after)), this::of, consumer);
            all(after -> v1.disputes().list(StripeRequests.disputesOf(reference, after)), this::of, consumer);
        } catch (StripeException e) {
            throw StripeFailures.of("records of " + reference, e);
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
                .map(metadata ->
                        readable(metadata.orderId(), intent, intent.getCreated(), () -> charge(intent, metadata)));
    }

    /** An object that cannot be read is passed on as such: the others are independent of it. */
    private static ProviderRecord readable(
            @Nullable UUID orderId, HasId object, long created, Supplier<ProviderRecord> mapping) {
        try {
            return mapping.get();
        } catch (UnreadableAnswerException e) {
            return new ProviderRecord.Unreadable(
                    orderId, object.getId(), Instant.ofEpochSecond(created), String.valueOf(e.getMessage()));
        }
    }

    private ProviderRecord charge(PaymentIntent intent, StripeMetadata metadata) {
        return new ProviderRecord.OfCharge(
                metadata.orderId(),
                metadata.number(),
                intent.getId(),
                StripeAmounts.asMoney(intent.getAmount(), intent.getCurrency()),
                StripeAmounts.asMoney(held(intent), intent.getCurrency()),
                Instant.ofEpochSecond(intent.getCreated()),
                mapper.of(intent));
    }

    private static long held(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case "requires_capture" -> intent.getAmountCapturable();
            case "succeeded" -> intent.getAmountReceived() - refunded(intent);
            default -> 0;
        };
    }

    private static long refunded(PaymentIntent intent) {
        var charge = intent.getLatestChargeObject();
        if (charge == null) {
            throw new UnreadableAnswerException(intent.getId() + " has succeeded without a charge");
        }
        return charge.getAmountRefunded();
    }

    private Optional<ProviderRecord> of(Refund refund) {
        return StripeMetadata.of(refund.getMetadata(), StripeRequests.REFUND)
                .map(metadata ->
                        readable(metadata.orderId(), refund, refund.getCreated(), () -> refund(refund, metadata)));
    }

    private ProviderRecord refund(Refund refund, StripeMetadata metadata) {
        return new ProviderRecord.OfRefund(
                metadata.orderId(),
                metadata.number(),
                refund.getId(),
                StripeAmounts.asMoney(refund.getAmount(), refund.getCurrency()),
                Instant.ofEpochSecond(refund.getCreated()),
                mapper.of(refund));
    }

    /** The metadata is on the intent. An inquiry, which withholds nothing, is not a dispute yet. */
    private Optional<ProviderRecord> of(Dispute dispute) throws StripeException {
        String intent = dispute.getPaymentIntent();
        if (intent == null || dispute.getStatus().startsWith("warning_")) {
            return Optional.empty();
        }
        try {
            return StripeMetadata.of(lookup.retrieve(intent).getMetadata(), StripeRequests.ATTEMPT)
                    .map(StripeMetadata::orderId)
                    .map(order -> readable(order, dispute, dispute.getCreated(), () -> dispute(dispute, order)));
        } catch (InvalidRequestException e) {
            return Optional.of(new ProviderRecord.Unreadable(
                    null,
                    dispute.getId(),
                    Instant.ofEpochSecond(dispute.getCreated()),
                    String.valueOf(e.getMessage())));
        }
    }

    private static ProviderRecord dispute(Dispute dispute, UUID orderId) {
        return new ProviderRecord.OfDispute(orderId, Instant.ofEpochSecond(dispute.getCreated()), answer(dispute));
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
