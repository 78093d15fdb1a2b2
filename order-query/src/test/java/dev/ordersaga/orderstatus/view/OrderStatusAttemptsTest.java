package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.api.testing.OrderEvents.attempt;
import static dev.ordersaga.orderstatus.view.OrderStatusFixture.concat;
import static dev.ordersaga.orderstatus.view.OrderStatusFixture.statusAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.eventstore.serialization.PayloadProtection;
import org.junit.jupiter.api.Test;

/** Payment attempts in the status view. */
class OrderStatusAttemptsTest {

    private static final PaymentAttempt DECLINED = attempt(1, AttemptStatus.DECLINED);

    private final OrderEvents order = anOrder();
    private final OrderEvent[] declined = {order.placed(), order.paymentRequested(), order.attemptDeclined()};

    @Test
    void aDeclineWithAnotherAttemptLeftKeepsTheOrderOpenAndOffersTheAttempt() {
        OrderStatus status = afterDecline();

        assertThat(status.status()).isEqualTo(OrderState.AWAITING_PAYMENT);
        assertThat(status.payment().status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(status.payment().attempts().requested()).containsExactly(DECLINED);
        assertThat(status.availableActions()).containsExactly(OrderAction.CANCELLATION, OrderAction.PAYMENT_ATTEMPTS);
        assertThat(status.isSettled()).isFalse();
    }

    @Test
    void anotherMethodIsListedAfterTheDeclinedOne() {
        OrderStatus chosen = afterDecline(order.methodChosen());
        assertThat(chosen.payment().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(chosen.availableActions()).containsExactly(OrderAction.CANCELLATION);

        PaymentAttempt second = attempt(2, AttemptStatus.CAPTURED);
        OrderStatus paid = afterDecline(order.methodChosen(), order.paymentRequested(2), order.confirmed(second));
        assertThat(paid.status()).isEqualTo(OrderState.CONFIRMED);
        assertThat(paid.payment().attempts().requested()).containsExactly(DECLINED, second);

        OrderStatus returned = afterDecline(
                order.methodChosen(),
                order.paymentRequested(2),
                order.confirmed(second),
                order.cancelled(true),
                order.releaseRequested(),
                order.released(TOTAL));
        assertThat(returned.payment().attempts().requested())
                .containsExactly(DECLINED, attempt(2, AttemptStatus.REFUNDED));
    }

    @Test
    void withoutAnotherMethodTheOrderIsRejectedAsDeclined() {
        OrderStatus status = afterDecline(order.rejected(RejectionReason.PAYMENT_DECLINED));

        assertThat(status.status()).isEqualTo(OrderState.REJECTED);
        assertThat(status.payment().status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(status.payment().attempts().requested()).containsExactly(DECLINED);
        assertThat(status.availableActions()).isEmpty();
        assertThat(status.isSettled()).isTrue();
    }

    @Test
    void theRequiredActionIsShownUntilThePaymentProceeds() {
        OrderStatus waiting = statusAfter(order, order.placed(), order.paymentRequested(), order.actionRequested());
        assertThat(waiting.status()).isEqualTo(OrderState.AWAITING_PAYMENT);
        assertThat(waiting.payment().status()).isEqualTo(PaymentStatus.ACTION_REQUIRED);
        assertThat(waiting.requiredAction())
                .isEqualTo(new RequiredAction(
                        order.actionRequested().nextAction(), order.placedAt().plusSeconds(900)));
        assertThat(waiting.isSettled()).isFalse();
        assertThat(new OrderStatusDocument(PayloadProtection.NONE)
                        .read(new OrderStatusDocument(PayloadProtection.NONE).write(waiting)))
                .isEqualTo(waiting);

        OrderStatus proceeding = statusAfter(
                order, order.placed(), order.paymentRequested(), order.actionRequested(), order.delayed(false));
        assertThat(proceeding.payment().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(proceeding.requiredAction()).isNull();

        OrderStatus paid = statusAfter(
                order, order.placed(), order.paymentRequested(), order.actionRequested(), order.confirmed());
        assertThat(paid.requiredAction()).isNull();
    }

    @Test
    void aBankThatTakesDaysIsShownAsProcessing() {
        OrderStatus status = statusAfter(order, order.placed(), order.paymentRequested(), order.delayed(true));

        assertThat(status.payment().status()).isEqualTo(PaymentStatus.PROCESSING);
        assertThat(status.isSettled()).isFalse();
        assertThat(status.timeline().getLast().what()).isEqualTo(Milestone.PAYMENT_DELAYED);
    }

    @Test
    void anExpiredAuthorizationRejectsTheOrderOrIsRenewed() {
        OrderStatus ended = statusAfter(
                order,
                order.placed(),
                order.paymentRequested(),
                order.confirmedUncaptured(),
                order.authorizationExpired(false),
                order.rejected(RejectionReason.AUTHORIZATION_EXPIRED));
        assertThat(ended.status()).isEqualTo(OrderState.REJECTED);
        assertThat(ended.rejection()).isEqualTo(RejectionReason.AUTHORIZATION_EXPIRED);
        assertThat(ended.payment().status()).isEqualTo(PaymentStatus.VOIDED);
        assertThat(ended.payment().attempts().requested().getFirst().status()).isEqualTo(AttemptStatus.VOIDED);
        assertThat(ended.isSettled()).isTrue();

        OrderStatus renewed = statusAfter(
                order,
                order.placed(),
                order.paymentRequested(),
                order.confirmedUncaptured(),
                order.authorizationExpired(true),
                order.paymentRequested(2));
        assertThat(renewed.status()).isEqualTo(OrderState.AWAITING_PAYMENT);
        assertThat(renewed.payment().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(renewed.payment().attempts().requested())
                .extracting(PaymentAttempt::status)
                .containsExactly(AttemptStatus.VOIDED, AttemptStatus.STARTED);
    }

    private OrderStatus afterDecline(OrderEvent... more) {
        return statusAfter(order, concat(declined, more));
    }
}
