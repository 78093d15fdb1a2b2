package dev.ordersaga.payment.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.payment.PaymentCommands;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.SamplePayment;
import dev.ordersaga.paymenthandler.PaymentHandlerConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PaymentExecutionIT {

    private static PaymentHandlerFixture house;

    @BeforeAll
    static void open() {
        house = PaymentHandlerFixture.shared();
    }

    @Test
    void aRequestedPaymentIsCapturedByACallOutsideAnyTransaction() {
        UUID order = house.orderWithPaymentRequested("pm_card_visa");

        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
        assertThat(house.provider().callsOf(order)).singleElement().satisfies(call -> {
            assertThat(call.operation()).isEqualTo(Operation.AUTHORIZE);
            assertThat(call.key()).isEqualTo(order + "/authorize/1");
            assertThat(call.inTransaction()).as("in a transaction").isFalse();
            assertThat(call.thread())
                    .as("not a processor's thread")
                    .doesNotContain(PaymentHandlerConfiguration.PROCESSOR);
        });
        assertThat(house.scheduledCalls(order)).isEmpty();
    }

    @Test
    void aDeclineIsRecordedWithBothCodes() {
        UUID order = house.orderWithPaymentRequested("pm_card_visa_chargeDeclinedStolenCard");

        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentDeclined.class);
        assertThat(house.events(order).getLast()).isInstanceOfSatisfying(PaymentDeclined.class, declined -> {
            assertThat(declined.declineCode()).isEqualTo("stolen_card");
            assertThat(declined.customerCode()).isEqualTo("generic_decline");
        });
    }

    @Test
    void aPaymentForShipmentIsOnlyAuthorized() {
        UUID order = house.newOrder();
        house.requestPayment(order, "pm_card_visa", CaptureMode.ON_SHIPMENT);

        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentAuthorized.class);
    }

    @Test
    void aSlowProviderIsAskedAgainWhenItSaidSo() {
        UUID order = house.orderWithPaymentRequested("pm_slow_60s");
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class);

        house.advance(Duration.ofSeconds(30));
        assertThat(house.provider().operations(order)).containsExactly(Operation.AUTHORIZE);

        house.advance(Duration.ofSeconds(31));
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class, PaymentCaptured.class);
        assertThat(house.provider().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.FIND);
        assertThat(house.scheduledCalls(order)).isEmpty();
    }

    @Test
    void theTraceOfTheRequestGoesThroughTheCallIntoTheOutcome() {
        UUID order = house.orderWithPaymentRequested("pm_card_visa");

        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
        assertThat(house.messages(order))
                .allSatisfy(message -> assertThat(message.getMetaData().get("traceparent"))
                        .isEqualTo(PaymentHandlerFixture.TRACEPARENT));
        assertThat(house.provider().callsOf(order))
                .singleElement()
                .satisfies(call -> assertThat(call.logged())
                        .containsEntry("traceId", PaymentHandlerFixture.TRACE)
                        .containsEntry("orderId", order.toString()));
    }

    @Test
    void aDecisionAndItsCallCommitTogetherOrNotAtAll() {
        UUID order = house.newOrder();
        var requested = new PaymentRequested(
                order, PaymentIds.forOrder(order), 1, "pm_card_visa", SamplePayment.TOTAL, CaptureMode.ON_CONFIRMATION);
        var unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>(requested));
        unit.attachTransaction(house.bean(TransactionManager.class));

        assertThatThrownBy(() -> unit.execute(() -> {
                    house.bean(PaymentCommands.class).start(requested).ifPresent(house.bean(ProviderCallRepository.class)::add);
                    assertThat(house.scheduledCalls(order))
                            .as("seen inside the transaction")
                            .hasSize(1);
                    throw new IllegalStateException("the process dies before the commit");
                }))
                .hasMessage("the process dies before the commit");

        assertThat(house.scheduledCalls(order)).isEmpty();
        assertThat(house.history(order)).isEmpty();
        assertThat(house.provider().callsOf(order)).isEmpty();
    }

    @Test
    void outcomesAndCallsAreCounted() {
        MeterRegistry meters = house.bean(MeterRegistry.class);
        double before =
                meters.counter("payment.attempts", "outcome", "declined").count();

        UUID order = house.orderWithPaymentRequested("pm_card_chargeDeclined");
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentDeclined.class);

        await().until(() ->
                meters.counter("payment.attempts", "outcome", "declined").count() == before + 1);
        assertThat(meters.timer("payment.calls", "operation", "authorize", "result", "declined")
                        .count())
                .isPositive();
        assertThat(meters.get("payment.calls.open").gauge().value()).isGreaterThanOrEqualTo(0);
    }
}
