package dev.ordersaga.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.CancelledBy;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.OrderShipped;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RejectionReason;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.order.command.ExpireAuthorization;
import dev.ordersaga.order.command.OrderRefused;
import dev.ordersaga.order.command.Refusal;
import dev.ordersaga.order.command.RequestPayment;
import dev.ordersaga.order.command.ShipOrder;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

/** A reservation that is gone before, while and after the goods leave. */
class OrderExpiryTest {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final UUID PAYMENT = PaymentIds.forOrder(ID);
    private static final Money TOTAL = new Money(1530, Currency.getInstance("GBP"));
    private static final OrderPlaced PLACED =
            new OrderPlaced(ID, "f1", "17850", List.of(), TOTAL, "pm_1", CaptureMode.ON_SHIPMENT);
    private static final PaymentRequested FIRST = requested(1);
    private static final OrderConfirmed RESERVED = confirmed(1);
    private static final AuthorizationExpired GONE = new AuthorizationExpired(ID, 1, true);
    private static final AuthorizationExpired GONE_FOR_GOOD = new AuthorizationExpired(ID, 1, false);
    private static final OrderRejected REJECTED = new OrderRejected(ID, RejectionReason.AUTHORIZATION_EXPIRED, null);
    private static final OrderShipped SHIPPED = new OrderShipped(ID);
    private static final CaptureRequested CAPTURE = new CaptureRequested(ID, PAYMENT, 1);

    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Test
    void withoutARenewalTheOrderIsRejected() {
        order.given(PLACED, FIRST, RESERVED).when(expire(1, 0)).expectEvents(GONE_FOR_GOOD, REJECTED);
        order.given(PLACED, FIRST, RESERVED, GONE_FOR_GOOD, REJECTED)
                .when(expire(1, 0))
                .expectNoEvents();
    }

    @Test
    void aRenewalAsksTheSameMethodAgainByTheNextAttempt() {
        order.given(PLACED, FIRST, RESERVED).when(expire(1, 1)).expectEvents(GONE);
        order.given(PLACED, FIRST, RESERVED, GONE)
                .when(new RequestPayment(ID, 2))
                .expectEvents(requested(2));
        order.given(PLACED, FIRST, RESERVED, GONE).when(expire(1, 1)).expectNoEvents();
    }

    @Test
    void renewalsAreCounted() {
        order.given(PLACED, FIRST, RESERVED, GONE, requested(2), confirmed(2))
                .when(expire(2, 1))
                .expectEvents(new AuthorizationExpired(ID, 2, false), REJECTED);
        order.given(PLACED, FIRST, RESERVED, GONE, requested(2), confirmed(2))
                .when(expire(1, 1))
                .expectNoEvents();
    }

    @Test
    void nothingShipsWhileTheRenewalIsOpen() {
        order.given(PLACED, FIRST, RESERVED, GONE, requested(2))
                .when(new ShipOrder(ID))
                .expectNoEvents()
                .expectResultMessagePayload(new OrderRefused(ID, Refusal.ORDER_NOT_CONFIRMED, 4));
    }

    @Test
    void afterTheShipmentTheMoneyIsMissingAndAPersonHasToLook() {
        order.given(PLACED, FIRST, RESERVED, SHIPPED, CAPTURE)
                .when(expire(1, 5))
                .expectEvents(new CaptureFailed(ID, Order.RESERVATION_GONE));
    }

    @Test
    void whatWasTakenOrGivenUpDoesNotExpire() {
        order.given(PLACED, FIRST, RESERVED, SHIPPED, CAPTURE, new CaptureSucceeded(ID, TOTAL))
                .when(expire(1, 5))
                .expectNoEvents();
        order.given(PLACED, FIRST, RESERVED, new OrderCancelled(ID, CancelledBy.CUSTOMER, null, true))
                .when(expire(1, 5))
                .expectNoEvents();
    }

    private static ExpireAuthorization expire(int attempt, int allowed) {
        return new ExpireAuthorization(ID, attempt, allowed);
    }

    private static PaymentRequested requested(int attempt) {
        return new PaymentRequested(ID, PAYMENT, attempt, "pm_1", TOTAL, CaptureMode.ON_SHIPMENT);
    }

    private static OrderConfirmed confirmed(int attempt) {
        return new OrderConfirmed(
                ID, new PaymentAttempt(attempt, "pm_1", AttemptStatus.AUTHORIZED, null), Money.zero(TOTAL.currency()));
    }
}
