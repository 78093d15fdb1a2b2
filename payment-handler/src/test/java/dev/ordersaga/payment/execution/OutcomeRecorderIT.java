package dev.ordersaga.payment.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.payment.InconsistentProviderAnswerException;
import dev.ordersaga.payment.PaymentCommands;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.SamplePayment;
import dev.ordersaga.payment.execution.OutcomeRecorder.Result;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderRecord;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.axonframework.common.transaction.TransactionManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is learned otherwise than by an answer: it counts like one, before it, beside it and after it. */
class OutcomeRecorderIT {

    private static PaymentHandlerFixture house;
    private static OutcomeRecorder discoveries;

    @BeforeAll
    static void open() {
        house = PaymentHandlerFixture.shared();
        discoveries = new OutcomeRecorder(
                house.bean(PaymentCommands.class),
                house.bean(ProviderCallRepository.class),
                house.bean(TransactionManager.class),
                house.bean(ProviderCallMetrics.class));
    }

    @Test
    void whatIsOpenIsSettledByItAndTheLookUpThatWasDueFindsNothingNew() {
        UUID order = house.orderWithPaymentRequested("pm_slow_60s");
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class);

        assertThat(discoveries.record(found(order, taken(order)))).isEqualTo(Result.NEWS);
        assertThat(discoveries.record(found(order, taken(order)))).isEqualTo(Result.KNOWN);

        house.advance(Duration.ofSeconds(61));
        await().until(() -> house.scheduledCalls(order).isEmpty());
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class, PaymentCaptured.class);
    }

    @Test
    void itMayComeBeforeTheAnswerToTheCall() throws InterruptedException {
        UUID order = house.newOrder();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        house.provider().answer(order, Operation.AUTHORIZE, charge -> {
            asked.countDown();
            ScriptedGateway.waitFor(answer);
            return taken(order);
        });
        house.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        ScriptedGateway.waitFor(asked);

        assertThat(discoveries.record(found(order, taken(order)))).isEqualTo(Result.NEWS);
        answer.countDown();

        await().until(() -> house.scheduledCalls(order).isEmpty());
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
    }

    @Test
    void whatCannotBeTrueIsNotRecorded() {
        UUID order = house.orderWithPaymentRequested("pm_card_chargeDeclined");
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentDeclined.class);

        assertThatThrownBy(() -> discoveries.record(found(order, taken(order))))
                .isInstanceOf(InconsistentProviderAnswerException.class);
        assertThat(discoveries.record(found(order, new Declined("generic_decline", true))))
                .isEqualTo(Result.KNOWN);
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentDeclined.class);
    }

    @Test
    void whatNobodyHereKnowsIsNotOurs() {
        UUID order = house.newOrder();
        assertThat(discoveries.record(found(order, taken(order)))).isEqualTo(Result.NOT_OURS);
        assertThat(house.history(order)).isEmpty();
    }

    private static ProviderAnswer taken(UUID order) {
        return new Captured("pi_" + order, SamplePayment.TOTAL);
    }

    private static ProviderRecord found(UUID order, ProviderAnswer answer) {
        return new ProviderRecord.OfCharge(
                order, 1, "pi_" + order, SamplePayment.TOTAL, SamplePayment.TOTAL, SamplePayment.START, answer);
    }
}
