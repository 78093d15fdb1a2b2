package dev.ordersaga.payment.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorizationExpired;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptureStarted;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.payment.ProviderCall.Operation;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The look at a reservation that should have expired waits in the database, and goes when the money is taken. */
class PaymentExpiryIT {

    private final PaymentHandlerFixture house = PaymentHandlerFixture.shared();

    @Test
    void aReservationIsLookedAtWhenItShouldHaveExpired() {
        UUID order = reserved();
        assertThat(house.scheduledCalls(order)).containsOnlyKeys(order + "/authorize/1");

        house.advance(Duration.ofSeconds(59));
        assertThat(house.provider().operations(order)).containsExactly(Operation.AUTHORIZE);
        house.advance(Duration.ofSeconds(1));

        house.awaitHistory(
                order, PaymentAttemptStarted.class, PaymentAuthorized.class, PaymentAuthorizationExpired.class);
        assertThat(house.provider().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.FIND);
        assertThat(house.scheduledCalls(order)).isEmpty();
    }

    @Test
    void aLookThatFailsAfterALongPauseIsRepeated() {
        UUID order = reserved();
        house.provider().answer(order, Operation.FIND, ScriptedGateway::noAnswer);
        house.advance(Duration.ofSeconds(60));
        house.awaitUnanswered(order + "/authorize/1");

        house.advance(Duration.ofSeconds(5));
        house.awaitHistory(
                order, PaymentAttemptStarted.class, PaymentAuthorized.class, PaymentAuthorizationExpired.class);
    }

    @Test
    void whatIsTakenIsNotLookedAtAnyMore() {
        UUID order = reserved();
        house.requestCapture(order);

        house.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentAuthorized.class,
                PaymentCaptureStarted.class,
                PaymentCaptured.class);
        await().untilAsserted(() -> assertThat(house.scheduledCalls(order)).isEmpty());
    }

    private UUID reserved() {
        UUID order = house.newOrder();
        house.requestPayment(order, "pm_expires_60s", CaptureMode.ON_SHIPMENT);
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentAuthorized.class);
        return order;
    }
}
