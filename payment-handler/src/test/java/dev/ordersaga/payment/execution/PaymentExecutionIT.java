package dev.ordersaga.payment.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.PaymentCommands;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.SamplePayment;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PaymentExecutionIT {

    private static PaymentHandlerFixture service;

    @BeforeAll
    static void open() {
        service = PaymentHandlerFixture.shared();
    }

    @Test
    void aRequestedPaymentIsCapturedByACallOutsideAnyTransaction() {
        UUID order = service.orderWithPaymentRequested("pm_card_visa");

        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
        assertThat(service.gateway().callsOf(order)).singleElement().satisfies(call -> {
            assertThat(call.operation()).isEqualTo(Operation.AUTHORIZE);
            assertThat(call.key()).isEqualTo(order + "/authorize/1");
            assertThat(call.inTransaction()).as("in a transaction").isFalse();
            assertThat(call.thread())
                    .as("not a processor's thread")
                    .doesNotContain(PaymentExecutionConfiguration.PROCESSOR);
        });
        assertThat(service.scheduledCalls(order)).isEmpty();
    }

    @Test
    void aDeclineIsRecordedWithBothCodes() {
        UUID order = service.orderWithPaymentRequested("pm_card_visa_chargeDeclinedStolenCard");

        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentDeclined.class);
        assertThat(service.events(order).getLast()).isInstanceOfSatisfying(PaymentDeclined.class, declined -> {
            assertThat(declined.declineCode()).isEqualTo("stolen_card");
            assertThat(declined.customerCode()).isEqualTo("generic_decline");
        });
    }

    @Test
    void aPaymentForShipmentIsOnlyAuthorized() {
        UUID order = service.newOrder();
        service.requestPayment(order, "pm_card_visa", CaptureMode.ON_SHIPMENT);

        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentAuthorized.class);
    }

    @Test
    void aSlowProviderIsPolledAfterThePauseThatItNamed() {
        UUID order = service.orderWithPaymentRequested("pm_slow_60s");
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class);

        service.advance(Duration.ofSeconds(30));
        assertThat(service.gateway().operations(order)).containsExactly(Operation.AUTHORIZE);

        service.advance(Duration.ofSeconds(31));
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class, PaymentCaptured.class);
        assertThat(service.gateway().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.FIND);
        assertThat(service.scheduledCalls(order)).isEmpty();
    }

    @Test
    void theTraceOfTheRequestIsPropagatedThroughTheCallToTheOutcome() {
        UUID order = service.orderWithPaymentRequested("pm_card_visa");

        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
        assertThat(service.messages(order))
                .allSatisfy(message -> assertThat(message.getMetaData().get("traceparent"))
                        .isEqualTo(PaymentHandlerFixture.TRACEPARENT));
        assertThat(service.gateway().callsOf(order))
                .singleElement()
                .satisfies(call -> assertThat(call.logged())
                        .containsEntry("traceId", PaymentHandlerFixture.TRACE)
                        .containsEntry("orderId", order.toString()));
    }

    @Test
    void aDecisionAndItsCallCommitAtomically() {
        UUID order = service.newOrder();
        var requested =
                new PaymentRequested(order, 1, "pm_card_visa", SamplePayment.TOTAL, CaptureMode.ON_CONFIRMATION);
        var unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>(requested));
        unit.attachTransaction(service.bean(TransactionManager.class));

        assertThatThrownBy(() -> unit.execute(() -> {
                    var call = service.bean(PaymentCommands.class).start(requested, ScriptedProvider.NAME);
                    assertThat(call).as("decided inside the transaction").isPresent();
                    call.ifPresent(service.bean(ProviderCallRepository.class)::add);
                    throw new IllegalStateException("the process dies before the commit");
                }))
                .hasMessage("the process dies before the commit");

        assertThat(service.scheduledCalls(order)).isEmpty();
        assertThat(service.history(order)).isEmpty();
        assertThat(service.gateway().callsOf(order)).isEmpty();
    }

    @Test
    void outcomesAndCallsAreCounted() {
        MeterRegistry meters = service.bean(MeterRegistry.class);
        double before = declines(meters).count();

        UUID order = service.orderWithPaymentRequested("pm_card_chargeDeclined");
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentDeclined.class);

        await().until(() -> declines(meters).count() == before + 1);
        assertThat(meters.timer(
                                "payment.calls",
                                "provider",
                                ScriptedProvider.NAME,
                                "operation",
                                "authorize",
                                "result",
                                "declined")
                        .count())
                .isPositive();
        assertThat(meters.get("payment.calls.open").gauge().value()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void aPaymentMethodThatNoProviderAcceptsIsDeclinedWithoutACall() {
        UUID order = service.orderWithPaymentRequested("tok_of_another_provider");

        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentDeclined.class);
        assertThat(service.gateway().callsOf(order)).isEmpty();
        assertThat(service.scheduledCalls(order)).isEmpty();
    }

    private static Counter declines(MeterRegistry meters) {
        return meters.counter("payment.attempts", "provider", ScriptedProvider.NAME, "outcome", "declined");
    }
}
