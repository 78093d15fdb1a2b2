package dev.ordersaga.order;

import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.api.testing.OrderEvents.attempt;
import static dev.ordersaga.api.testing.OrderEvents.method;

import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.OrderShipped;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.order.command.ExpireAuthorization;
import dev.ordersaga.order.command.OrderRefused;
import dev.ordersaga.order.command.Refusal;
import dev.ordersaga.order.command.RequestPayment;
import dev.ordersaga.order.command.ShipOrder;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

/** Authorizations that expire before, during and after the shipment. */
class OrderExpiryTest {

    private static final OrderEvents ORDER = anOrder().capturedOnShipment();
    private static final UUID ID = ORDER.id();
    private static final OrderPlaced PLACED = ORDER.placed();
    private static final PaymentRequested FIRST = ORDER.paymentRequested(1);
    private static final PaymentRequested SECOND = ORDER.paymentRequested(2, method(1));
    private static final OrderConfirmed AUTHORIZED = ORDER.confirmedUncaptured();
    private static final OrderConfirmed AUTHORIZED_AGAIN =
            ORDER.confirmedUncaptured(new PaymentAttempt(2, method(1), AttemptStatus.AUTHORIZED, null));
    private static final AuthorizationExpired RENEWED = ORDER.authorizationExpired(true);
    private static final AuthorizationExpired EXPIRED = ORDER.authorizationExpired(false);
    private static final OrderRejected REJECTED = ORDER.rejected(RejectionReason.AUTHORIZATION_EXPIRED);
    private static final OrderShipped SHIPPED = ORDER.shipped();
    private static final CaptureRequested CAPTURE = ORDER.captureRequested();

    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Test
    void withoutARenewalTheOrderIsRejected() {
        order.given(PLACED, FIRST, AUTHORIZED).when(expire(1, 0)).expectEvents(EXPIRED, REJECTED);
        order.given(PLACED, FIRST, AUTHORIZED, EXPIRED, REJECTED)
                .when(expire(1, 0))
                .expectNoEvents();
    }

    @Test
    void aRenewalRequestsTheSameMethodByTheNextAttempt() {
        order.given(PLACED, FIRST, AUTHORIZED).when(expire(1, 1)).expectEvents(RENEWED);
        order.given(PLACED, FIRST, AUTHORIZED, RENEWED)
                .when(new RequestPayment(ID, 2))
                .expectEvents(SECOND);
        order.given(PLACED, FIRST, AUTHORIZED, RENEWED).when(expire(1, 1)).expectNoEvents();
    }

    @Test
    void renewalsAreCounted() {
        order.given(PLACED, FIRST, AUTHORIZED, RENEWED, SECOND, AUTHORIZED_AGAIN)
                .when(expire(2, 1))
                .expectEvents(ORDER.authorizationExpired(2, false), REJECTED);
        order.given(PLACED, FIRST, AUTHORIZED, RENEWED, SECOND, AUTHORIZED_AGAIN)
                .when(expire(1, 1))
                .expectNoEvents();
    }

    @Test
    void anOrderCannotShipWhileTheRenewalIsPending() {
        order.given(PLACED, FIRST, AUTHORIZED, RENEWED, SECOND)
                .when(new ShipOrder(ID))
                .expectNoEvents()
                .expectResultMessagePayload(new OrderRefused(ID, Refusal.ORDER_NOT_CONFIRMED, 4));
    }

    @Test
    void afterTheShipmentTheCaptureFails() {
        order.given(PLACED, FIRST, AUTHORIZED, SHIPPED, CAPTURE)
                .when(expire(1, 5))
                .expectEvents(ORDER.captureFailed());
    }

    @Test
    void aCapturedOrCancelledOrderDoesNotExpire() {
        order.given(PLACED, FIRST, AUTHORIZED, SHIPPED, CAPTURE, ORDER.captureSucceeded())
                .when(expire(1, 5))
                .expectNoEvents();
        order.given(PLACED, FIRST, AUTHORIZED, ORDER.cancelled(true))
                .when(expire(1, 5))
                .expectNoEvents();
    }

    private static ExpireAuthorization expire(int attempt, int allowed) {
        return new ExpireAuthorization(ID, attempt, allowed);
    }
}
