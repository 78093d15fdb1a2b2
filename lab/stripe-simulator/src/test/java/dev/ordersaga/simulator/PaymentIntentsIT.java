package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundListParams;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PaymentIntentsIT {

    private static final PaymentIntentRetrieveParams WITH_CHARGE =
            PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();

    @RegisterExtension
    final RunningSimulator simulator = new RunningSimulator();

    @Test
    void automaticCaptureIsImmediate() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getAmountReceived()).isEqualTo(1530);
        assertThat(paid.getAmountCapturable()).isZero();
        assertThat(paid.getMetadata()).containsEntry("orderId", "o1");
        assertThat(paid.getCaptureMethod()).isEqualTo("automatic");
        assertThat(paid.getLastResponse().requestId()).startsWith("req_");

        Charge charge = read(paid).getLatestChargeObject();
        assertThat(charge.getCaptured()).isTrue();
        assertThat(charge.getAmountCaptured()).isEqualTo(1530);
        assertThat(charge.getOutcome().getType()).isEqualTo("authorized");
        assertThat(charge.getPaymentMethodDetails().getCard().getBrand()).isEqualTo("visa");
        assertThat(charge.getPaymentMethodDetails().getCard().getCaptureBefore())
                .isNull();
        assertThat(simulator.postings()).containsExactly("auth 1530 ok", "capture 1530 ok");
    }

    @Test
    void theDefaultCaptureMethodIsAutomaticAsync() throws Exception {
        PaymentIntent paid = simulator
                .stripe()
                .v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(1530L)
                        .setCurrency("gbp")
                        .setConfirm(true)
                        .setPaymentMethod("pm_card_visa")
                        .setAutomaticPaymentMethods(PaymentIntentCreateParams.AutomaticPaymentMethods.builder()
                                .setEnabled(true)
                                .setAllowRedirects(
                                        PaymentIntentCreateParams.AutomaticPaymentMethods.AllowRedirects.NEVER)
                                .build())
                        .build());
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getCaptureMethod()).isEqualTo("automatic_async");
        assertThat(paid.getAutomaticPaymentMethods().getAllowRedirects()).isEqualTo("never");
    }

    @Test
    void manualCaptureAuthorizesUntilCaptureBefore() throws Exception {
        PaymentIntent reserved = simulator.pay("o1", 1530, "pm_card_visa", CaptureMethod.MANUAL);
        assertThat(reserved.getStatus()).isEqualTo("requires_capture");
        assertThat(reserved.getAmountCapturable()).isEqualTo(1530);
        assertThat(reserved.getAmountReceived()).isZero();

        Charge charge = read(reserved).getLatestChargeObject();
        assertThat(charge.getCaptured()).isFalse();
        assertThat(charge.getPaymentMethodDetails().getCard().getCaptureBefore())
                .isEqualTo(RunningSimulator.START.plus(Duration.ofDays(7)).getEpochSecond());

        PaymentIntent taken = simulator.stripe().v1().paymentIntents().capture(reserved.getId());
        assertThat(taken.getStatus()).isEqualTo("succeeded");
        assertThat(taken.getAmountReceived()).isEqualTo(1530);
        assertThat(simulator.postings()).containsExactly("auth 1530 ok", "capture 1530 ok");
    }

    @Test
    void aPartialCaptureReleasesTheRest() throws Exception {
        PaymentIntent reserved = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.MANUAL);
        PaymentIntent taken = capture(reserved, 600L);
        assertThat(taken.getStatus()).isEqualTo("succeeded");
        assertThat(taken.getAmount()).isEqualTo(1000);
        assertThat(taken.getAmountReceived()).isEqualTo(600);
        assertThat(taken.getAmountCapturable()).isZero();

        Charge charge = read(reserved).getLatestChargeObject();
        assertThat(charge.getAmountCaptured()).isEqualTo(600);
        assertThat(charge.getAmountRefunded()).isEqualTo(400);
        assertThat(charge.getRefunded()).isFalse();
        assertThat(simulator.postings()).containsExactly("auth 1000 ok", "capture 600 ok", "release 400 ok");
    }

    @Test
    void aCaptureCannotExceedTheAuthorization() throws Exception {
        PaymentIntent reserved = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.MANUAL);
        InvalidRequestException refused = refusedBy(() -> capture(reserved, 1001L));
        assertThat(refused.getCode()).isEqualTo("amount_too_large");
        assertThat(refused.getParam()).isEqualTo("amount_to_capture");
        assertThat(simulator.postings()).containsExactly("auth 1000 ok", "capture 1001 error");
    }

    @Test
    void aSecondCaptureIsRejectedWithTheCurrentPaymentIntent() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        InvalidRequestException refused = refusedBy(() -> capture(paid, null));
        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(refused.getCode()).isEqualTo("payment_intent_unexpected_state");
        assertThat(refused.getMessage())
                .startsWith("This PaymentIntent could not be captured because it has a status of succeeded.");
        assertThat(refused.getStripeError().getPaymentIntent().getStatus()).isEqualTo("succeeded");
    }

    @Test
    void cancelingVoidsTheAuthorization() throws Exception {
        PaymentIntent reserved = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.MANUAL);
        PaymentIntent canceled = simulator
                .stripe()
                .v1()
                .paymentIntents()
                .cancel(
                        reserved.getId(),
                        PaymentIntentCancelParams.builder()
                                .setCancellationReason(PaymentIntentCancelParams.CancellationReason.ABANDONED)
                                .build());
        assertThat(canceled.getStatus()).isEqualTo("canceled");
        assertThat(canceled.getCancellationReason()).isEqualTo("abandoned");
        assertThat(canceled.getCanceledAt()).isEqualTo(RunningSimulator.START.getEpochSecond());
        assertThat(canceled.getAmountCapturable()).isZero();

        Charge charge = read(reserved).getLatestChargeObject();
        assertThat(charge.getCaptured()).isFalse();
        assertThat(charge.getRefunded()).isTrue();
        assertThat(charge.getAmountRefunded()).isEqualTo(1000);
        Refund release = simulator
                .stripe()
                .v1()
                .refunds()
                .list(RefundListParams.builder()
                        .setPaymentIntent(reserved.getId())
                        .build())
                .getData()
                .getFirst();
        assertThat(release.getAmount()).isEqualTo(1000);
        assertThat(simulator.postings()).containsExactly("auth 1000 ok", "void 1000 ok");
    }

    @Test
    void aCapturedPaymentCannotBeCanceled() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        InvalidRequestException refused =
                refusedBy(() -> simulator.stripe().v1().paymentIntents().cancel(paid.getId()));
        assertThat(refused.getCode()).isEqualTo("payment_intent_unexpected_state");
        assertThat(refused.getMessage())
                .startsWith("You cannot cancel this PaymentIntent because it has a status of succeeded.");
    }

    @Test
    void aPaymentIntentCanBeConfirmedLaterAndAgainAfterADecline() throws Exception {
        PaymentIntent open = unconfirmed();
        assertThat(open.getStatus()).isEqualTo("requires_payment_method");
        assertThat(open.getLatestCharge()).isNull();
        assertThat(refusedBy(() -> confirm(open, null)).getMessage()).contains("missing a payment method");

        assertThat(catchThrowableOfType(StripeException.class, () -> confirm(open, "pm_card_chargeDeclined"))
                        .getStatusCode())
                .isEqualTo(402);
        PaymentIntent declined = read(open);
        assertThat(declined.getStatus()).isEqualTo("requires_payment_method");
        assertThat(declined.getPaymentMethod()).isNull();
        assertThat(declined.getLastPaymentError().getDeclineCode()).isEqualTo("generic_decline");

        PaymentIntent paid = confirm(open, "pm_card_mastercard");
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getLastPaymentError()).isNull();
        assertThat(paid.getLatestCharge()).isNotEqualTo(declined.getLatestCharge());
        assertThat(simulator
                        .stripe()
                        .v1()
                        .charges()
                        .retrieve(declined.getLatestCharge())
                        .getStatus())
                .isEqualTo("failed");
        assertThat(refusedBy(() -> confirm(open, null)).getMessage()).contains("already succeeded");
    }

    private PaymentIntent unconfirmed() throws StripeException {
        return simulator
                .stripe()
                .v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(500L)
                        .setCurrency("eur")
                        .addPaymentMethodType("card")
                        .build());
    }

    private PaymentIntent read(PaymentIntent intent) throws StripeException {
        return simulator.stripe().v1().paymentIntents().retrieve(intent.getId(), WITH_CHARGE);
    }

    private PaymentIntent confirm(PaymentIntent intent, @org.jspecify.annotations.Nullable String method)
            throws StripeException {
        PaymentIntentConfirmParams.Builder params = PaymentIntentConfirmParams.builder();
        if (method != null) {
            params.setPaymentMethod(method);
        }
        return simulator.stripe().v1().paymentIntents().confirm(intent.getId(), params.build());
    }

    private PaymentIntent capture(PaymentIntent intent, @org.jspecify.annotations.Nullable Long amount)
            throws StripeException {
        PaymentIntentCaptureParams.Builder params = PaymentIntentCaptureParams.builder();
        if (amount != null) {
            params.setAmountToCapture(amount);
        }
        return simulator.stripe().v1().paymentIntents().capture(intent.getId(), params.build());
    }

    static InvalidRequestException refusedBy(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(InvalidRequestException.class, call);
    }
}
