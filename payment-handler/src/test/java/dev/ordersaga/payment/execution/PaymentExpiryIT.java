package dev.ordersaga.payment.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorizationExpired;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptureStarted;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.ProviderCall.Operation;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The look-up of an authorization that should have expired is scheduled, and is cancelled by the capture. */
class PaymentExpiryIT {

    private final PaymentHandlerFixture service = PaymentHandlerFixture.shared();

    @Test
    void anAuthorizationIsLookedUpWhenItShouldHaveExpired() {
        UUID order = authorized();
        assertThat(service.scheduledCalls(order)).containsOnlyKeys(order + "/authorize/1");

        service.advance(Duration.ofSeconds(59));
        assertThat(service.gateway().operations(order)).containsExactly(Operation.AUTHORIZE);
        service.advance(Duration.ofSeconds(1));

        service.awaitHistory(
                order, PaymentAttemptStarted.class, PaymentAuthorized.class, PaymentAuthorizationExpired.class);
        assertThat(service.gateway().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.FIND);
        assertThat(service.scheduledCalls(order)).isEmpty();
    }

    @Test
    void aLookUpThatFailsAfterALongPauseIsRetried() {
        UUID order = authorized();
        service.gateway().answer(order, Operation.FIND, ScriptedGateway::connectionReset);
        service.advance(Duration.ofSeconds(60));
        service.awaitUnanswered(order + "/authorize/1");

        service.advance(Duration.ofSeconds(5));
        service.awaitHistory(
                order, PaymentAttemptStarted.class, PaymentAuthorized.class, PaymentAuthorizationExpired.class);
    }

    @Test
    void aCapturedAuthorizationIsNotLookedUp() {
        UUID order = authorized();
        service.requestCapture(order);

        service.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentAuthorized.class,
                PaymentCaptureStarted.class,
                PaymentCaptured.class);
        await().untilAsserted(() -> assertThat(service.scheduledCalls(order)).isEmpty());
    }

    private UUID authorized() {
        UUID order = service.newOrder();
        service.requestPayment(order, "pm_expires_60s", CaptureMode.ON_SHIPMENT);
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentAuthorized.class);
        return order;
    }
}
