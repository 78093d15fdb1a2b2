package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.DisputeListParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefundsIT {

    private static final int RACERS = 50;

    @RegisterExtension
    final RunningSimulator simulator = new RunningSimulator();

    @Test
    void partialRefundsCannotExceedTheCapturedAmount() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        Refund first = refund(paid, 300L);
        assertThat(first.getStatus()).isEqualTo("succeeded");
        assertThat(first.getAmount()).isEqualTo(300);
        assertThat(first.getPaymentIntent()).isEqualTo(paid.getId());
        assertThat(first.getReason()).isEqualTo("requested_by_customer");
        assertThat(first.getMetadata()).containsEntry("refundId", "r-300");
        assertThat(charge(paid).getRefunded()).isFalse();

        assertThat(refused(paid, 701L).getMessage())
                .startsWith("Refund amount (7.01 gbp) is greater than unrefunded amount on charge (7.00 gbp)");
        assertThat(refused(paid, 701L).getParam()).isEqualTo("amount");
        assertThat(refund(paid, null).getAmount()).isEqualTo(700);
        assertThat(charge(paid).getRefunded()).isTrue();
        assertThat(charge(paid).getAmountRefunded()).isEqualTo(1000);
        assertThat(refused(paid, 1L).getCode()).isEqualTo("charge_already_refunded");

        Refund read = simulator.stripe().v1().refunds().retrieve(first.getId());
        assertThat(read.getAmount()).isEqualTo(300);
        assertThat(refunds(paid)).extracting(Refund::getAmount).containsExactly(700L, 300L);
        assertThat(simulator.postings()).contains("refund 300 ok", "refund 700 ok", "refund 701 error");
    }

    @Test
    void aRefundCanReferToTheCharge() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        Refund refund = simulator
                .stripe()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setCharge(paid.getLatestCharge())
                        .build());
        assertThat(refund.getPaymentIntent()).isEqualTo(paid.getId());
    }

    @Test
    void onlyCapturedPaymentsAreRefunded() throws Exception {
        PaymentIntent reserved = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.MANUAL);
        assertThat(refused(reserved, null).getMessage()).contains("does not have a successful charge to refund");
        simulator
                .stripe()
                .v1()
                .paymentIntents()
                .capture(
                        reserved.getId(),
                        com.stripe.param.PaymentIntentCaptureParams.builder()
                                .setAmountToCapture(600L)
                                .build());
        assertThat(refused(reserved, 601L).getParam()).isEqualTo("amount");
        assertThat(refund(reserved, null).getAmount()).isEqualTo(600);
    }

    @Test
    void unknownPaymentsCannotBeRefunded() throws Exception {
        assertThat(simulator.form("/v1/refunds", "").body()).contains("One of the following params should be provided");
        assertThat(simulator.form("/v1/refunds", "payment_intent=pi_x").body()).contains("resource_missing");
        assertThat(simulator.form("/v1/refunds", "charge=ch_x").body()).contains("resource_missing");
        assertThat(simulator.form("/v1/refunds", "charge=ch_x&reason=whim").body())
                .contains("Invalid reason");
    }

    @Test
    void aRefundThatFailsLaterIsReversed() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_refundFail", CaptureMethod.AUTOMATIC);
        Refund refund = refund(paid, 400L);
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        simulator.server().advance(Duration.ofSeconds(2));
        await().until(() -> read(refund).getStatus().equals("failed"));
        assertThat(read(refund).getFailureReason()).isEqualTo("lost_or_stolen_card");
        assertThat(charge(paid).getAmountRefunded()).isZero();
        assertThat(simulator.postings())
                .containsExactly("auth 1000 ok", "capture 1000 ok", "refund 400 ok", "refund_failed 400 ok");
    }

    @Test
    void aPendingRefundSucceedsLater() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_pendingRefund", CaptureMethod.AUTOMATIC);
        Refund refund = refund(paid, 400L);
        assertThat(refund.getStatus()).isEqualTo("pending");
        assertThat(refused(paid, 601L).getParam()).isEqualTo("amount");
        simulator.server().advance(Duration.ofSeconds(2));
        await().until(() -> read(refund).getStatus().equals("succeeded"));
        assertThat(charge(paid).getAmountRefunded()).isEqualTo(400);
    }

    @Test
    void aDisputedChargeIsRefundableOnlyAfterAWonDispute() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_createDispute", CaptureMethod.AUTOMATIC);
        simulator.server().advance(Duration.ofSeconds(2));
        await().until(() -> charge(paid).getDisputed());
        Dispute dispute = simulator
                .stripe()
                .v1()
                .disputes()
                .list(DisputeListParams.builder().setPaymentIntent(paid.getId()).build())
                .getData()
                .getFirst();
        assertThat(dispute.getStatus()).isEqualTo("needs_response");
        assertThat(dispute.getAmount()).isEqualTo(1000);
        assertThat(refused(paid, 1L).getCode()).isEqualTo("charge_disputed");

        simulator.control("POST", "disputes/" + dispute.getId(), "{\"outcome\":\"won\"}");
        assertThat(simulator.stripe().v1().disputes().retrieve(dispute.getId()).getStatus())
                .isEqualTo("won");
        assertThat(refund(paid, 1L).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void concurrentRefundsCannotExceedTheCapturedAmount() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            racers.add(() -> succeeds(paid, 70L));
        }
        long succeeded = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(racers)) {
                succeeded += one.get() ? 1 : 0;
            }
        }
        assertThat(succeeded).isEqualTo(14);
        assertThat(charge(paid).getAmountRefunded()).isEqualTo(980);
        assertThat(refunds(paid)).hasSize(14);
        long refunded = 0;
        for (String posting : simulator.postings()) {
            refunded += posting.equals("refund 70 ok") ? 70 : 0;
            assertThat(refunded).isLessThanOrEqualTo(1000);
        }
        assertThat(refunded).isEqualTo(980);
    }

    private boolean succeeds(PaymentIntent paid, long amount) {
        try {
            return refund(paid, amount).getStatus().equals("succeeded");
        } catch (StripeException e) {
            assertThat(e.getStatusCode()).isEqualTo(400);
            return false;
        }
    }

    private Refund refund(PaymentIntent intent, @Nullable Long amount) throws StripeException {
        RefundCreateParams.Builder params = RefundCreateParams.builder()
                .setPaymentIntent(intent.getId())
                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                .putMetadata("refundId", "r-" + amount);
        if (amount != null) {
            params.setAmount(amount);
        }
        return simulator.stripe().v1().refunds().create(params.build());
    }

    private InvalidRequestException refused(PaymentIntent intent, @Nullable Long amount) {
        return catchThrowableOfType(InvalidRequestException.class, () -> refund(intent, amount));
    }

    private Refund read(Refund refund) throws StripeException {
        return simulator.stripe().v1().refunds().retrieve(refund.getId());
    }

    private List<Refund> refunds(PaymentIntent intent) throws StripeException {
        return simulator
                .stripe()
                .v1()
                .refunds()
                .list(RefundListParams.builder()
                        .setPaymentIntent(intent.getId())
                        .setLimit(100L)
                        .build())
                .getData();
    }

    private Charge charge(PaymentIntent intent) throws StripeException {
        return simulator.stripe().v1().charges().retrieve(intent.getLatestCharge());
    }
}
