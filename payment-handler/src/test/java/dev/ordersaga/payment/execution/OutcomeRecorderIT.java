package dev.ordersaga.payment.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.InconsistentProviderAnswerException;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.SamplePayment;
import dev.ordersaga.payment.execution.OutcomeRecorder.Result;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderRecord;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Outcomes that are not the answer to a call count like one: before the answer, beside it and after it. */
class OutcomeRecorderIT {

    private static PaymentHandlerFixture service;
    private static OutcomeRecorder recorder;

    @BeforeAll
    static void open() {
        service = PaymentHandlerFixture.shared();
        recorder = service.bean(OutcomeRecorder.class);
    }

    @Test
    void anOutcomeSettlesAnOpenAttemptAndTheScheduledLookUpChangesNothing() {
        UUID order = service.orderWithPaymentRequested("pm_slow_60s");
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class);

        assertThat(record(found(order, captured(order)))).isEqualTo(Result.RECORDED);
        assertThat(record(found(order, captured(order)))).isEqualTo(Result.UNCHANGED);

        service.advance(Duration.ofSeconds(61));
        await().until(() -> service.scheduledCalls(order).isEmpty());
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class, PaymentCaptured.class);
    }

    @Test
    void anOutcomeMayArriveBeforeTheAnswerToTheCall() throws InterruptedException {
        UUID order = service.newOrder();
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        service.gateway().answer(order, Operation.AUTHORIZE, charge -> {
            called.countDown();
            ScriptedGateway.waitFor(answer);
            return captured(order);
        });
        service.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        ScriptedGateway.waitFor(called);

        assertThat(record(found(order, captured(order)))).isEqualTo(Result.RECORDED);
        answer.countDown();

        await().until(() -> service.scheduledCalls(order).isEmpty());
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
    }

    @Test
    void aContradictoryOutcomeIsNotRecorded() {
        UUID order = service.orderWithPaymentRequested("pm_card_chargeDeclined");
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentDeclined.class);

        assertThatThrownBy(() -> record(found(order, captured(order))))
                .isInstanceOf(InconsistentProviderAnswerException.class);
        assertThat(record(found(order, new Declined("generic_decline", true)))).isEqualTo(Result.UNCHANGED);
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentDeclined.class);
    }

    @Test
    void anOutcomeFromAnotherProviderIsIgnored() {
        UUID order = service.orderWithPaymentRequested("pm_slow_60s");
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class);

        assertThat(recorder.record("another", found(order, captured(order)))).isEqualTo(Result.UNCHANGED);
        assertThat(service.history(order)).isEqualTo(List.of(PaymentAttemptStarted.class, PaymentProcessing.class));
    }

    @Test
    void anOutcomeOfAnUnknownOrderHasNoPayment() {
        UUID order = service.newOrder();
        assertThat(record(found(order, captured(order)))).isEqualTo(Result.NO_PAYMENT);
        assertThat(service.history(order)).isEmpty();
    }

    private static Result record(ProviderRecord found) {
        return recorder.record(ScriptedProvider.NAME, found);
    }

    private static ProviderAnswer captured(UUID order) {
        return new Captured("pi_" + order, SamplePayment.TOTAL);
    }

    private static ProviderRecord found(UUID order, ProviderAnswer answer) {
        return new ProviderRecord.OfCharge(
                order, 1, "pi_" + order, SamplePayment.TOTAL, SamplePayment.TOTAL, SamplePayment.START, answer);
    }
}
