package dev.ordersaga.payment.gateway.stripe;

import com.stripe.net.RequestOptions;
import com.stripe.param.DisputeListParams;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.Refund;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Builds requests to Stripe. The parameters depend on the charge only: Stripe requires identical ones in every request
 * with the same idempotency key.
 */
final class StripeRequests {

    /** Metadata keys, by which objects are found when the response with their id was lost. */
    static final String ORDER_ID = "orderId";

    static final String ATTEMPT = "attempt";
    static final String REFUND = "refund";
    static final String KEY = "key";

    static final long PAGE_SIZE = 100;
    private static final String CHARGE = "latest_charge";

    private final StripeSettings settings;

    StripeRequests(StripeSettings settings) {
        this.settings = settings;
    }

    PaymentIntentCreateParams create(Charge charge) {
        boolean manual = charge.capture() == CaptureMode.ON_SHIPMENT;
        return PaymentIntentCreateParams.builder()
                .setAmount(StripeAmounts.of(charge.amount()))
                .setCurrency(StripeAmounts.code(charge.amount()))
                .setPaymentMethod(charge.paymentMethod())
                .setAutomaticPaymentMethods(PaymentIntentCreateParams.AutomaticPaymentMethods.builder()
                        .setEnabled(true)
                        .build())
                .setCaptureMethod(
                        manual
                                ? PaymentIntentCreateParams.CaptureMethod.MANUAL
                                : PaymentIntentCreateParams.CaptureMethod.AUTOMATIC)
                .setConfirm(true)
                .setReturnUrl(settings.returnUrl()
                        .replace("{orderId}", charge.orderId().toString()))
                .putMetadata(ORDER_ID, charge.orderId().toString())
                .putMetadata(ATTEMPT, String.valueOf(charge.attempt()))
                .putMetadata(KEY, charge.idempotencyKey())
                .addExpand(CHARGE)
                .build();
    }

    static PaymentIntentCaptureParams capture() {
        return PaymentIntentCaptureParams.builder().addExpand(CHARGE).build();
    }

    static PaymentIntentCancelParams cancel() {
        return PaymentIntentCancelParams.builder().addExpand(CHARGE).build();
    }

    static PaymentIntentRetrieveParams retrieve() {
        return PaymentIntentRetrieveParams.builder().addExpand(CHARGE).build();
    }

    static RefundCreateParams refund(String intentId, Charge charge, Refund refund) {
        return RefundCreateParams.builder()
                .setPaymentIntent(intentId)
                .setAmount(StripeAmounts.of(refund.amount()))
                .putMetadata(ORDER_ID, charge.orderId().toString())
                .putMetadata(REFUND, String.valueOf(refund.number()))
                .putMetadata(KEY, refund.idempotencyKey())
                .build();
    }

    /**
     * One page of intents, newest first.
     *
     * @param before null for no upper limit
     * @param after id of the last object of the previous page; null for the first page
     */
    static PaymentIntentListParams list(Instant from, @Nullable Instant before, @Nullable String after) {
        var created = PaymentIntentListParams.Created.builder().setGte(from.getEpochSecond());
        if (before != null) {
            created.setLt(before.getEpochSecond());
        }
        var list = PaymentIntentListParams.builder()
                .setCreated(created.build())
                .setLimit(PAGE_SIZE)
                .addExpand("data." + CHARGE);
        return after == null ? list.build() : list.setStartingAfter(after).build();
    }

    /** One page of refunds, as {@link #list}. */
    static RefundListParams refunds(Instant from, Instant before, @Nullable String after) {
        var list = RefundListParams.builder()
                .setCreated(RefundListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .setLt(before.getEpochSecond())
                        .build())
                .setLimit(PAGE_SIZE);
        return after == null ? list.build() : list.setStartingAfter(after).build();
    }

    /** One page of the refunds of an intent. */
    static RefundListParams refundsOf(String intentId, @Nullable String after) {
        var list = RefundListParams.builder().setPaymentIntent(intentId).setLimit(PAGE_SIZE);
        return after == null ? list.build() : list.setStartingAfter(after).build();
    }

    /** One page of the disputes over an intent. */
    static DisputeListParams disputesOf(String intentId, @Nullable String after) {
        var list = DisputeListParams.builder().setPaymentIntent(intentId).setLimit(PAGE_SIZE);
        return after == null ? list.build() : list.setStartingAfter(after).build();
    }

    /** One page of disputes, as {@link #list}. */
    static DisputeListParams disputes(Instant from, Instant before, @Nullable String after) {
        var list = DisputeListParams.builder()
                .setCreated(DisputeListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .setLt(before.getEpochSecond())
                        .build())
                .setLimit(PAGE_SIZE);
        return after == null ? list.build() : list.setStartingAfter(after).build();
    }

    static RequestOptions withKey(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }
}
