package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.orderstatus.view.AnOrder.TOTAL;
import static dev.ordersaga.orderstatus.view.AnOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RejectionReason;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a client sees several attempts to pay. */
class AttemptsOfAnOrderTest {

    private static final PaymentAttempt DECLINED =
            new PaymentAttempt(1, "pm_card_visa", AttemptStatus.DECLINED, "insufficient_funds");

    private final AnOrder order = anOrder();
    private final List<OrderEvent> untilDeclined =
            List.of(order.placed(), order.paymentRequested(), order.attemptDeclined());

    @Test
    void aDeclineWithAnotherTryLeftKeepsTheOrderOpenAndOffersIt() {
        OrderStatus status = after();

        assertThat(status.status()).isEqualTo(OrderState.AWAITING_PAYMENT);
        assertThat(status.payment().status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(status.payment().attempts()).containsExactly(DECLINED);
        assertThat(status.possible()).containsExactly(OrderAction.CANCELLATION, OrderAction.PAYMENT_ATTEMPTS);
        assertThat(status.isSettled()).isFalse();
    }

    @Test
    void anotherMethodIsAwaitedAndStandsBesideTheDeclinedOne() {
        OrderStatus chosen = after(order.methodChosen());
        assertThat(chosen.payment().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(chosen.possible()).containsExactly(OrderAction.CANCELLATION);

        PaymentAttempt second = new PaymentAttempt(2, "pm_2", AttemptStatus.CAPTURED, null);
        OrderStatus paid =
                after(order.methodChosen(), secondRequested(), new OrderConfirmed(order.id(), second, TOTAL));
        assertThat(paid.status()).isEqualTo(OrderState.CONFIRMED);
        assertThat(paid.payment().attempts()).containsExactly(DECLINED, second);

        OrderStatus returned = after(
                order.methodChosen(),
                secondRequested(),
                new OrderConfirmed(order.id(), second, TOTAL),
                order.cancelled(null, true),
                order.releaseRequested(),
                order.released(TOTAL));
        assertThat(returned.payment().attempts())
                .containsExactly(DECLINED, new PaymentAttempt(2, "pm_2", AttemptStatus.REFUNDED, null));
    }

    @Test
    void withoutAnotherMethodTheOrderEndsDeclined() {
        OrderStatus status = after(new OrderRejected(order.id(), RejectionReason.PAYMENT_DECLINED, null));

        assertThat(status.status()).isEqualTo(OrderState.REJECTED);
        assertThat(status.payment().status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(status.payment().attempts()).containsExactly(DECLINED);
        assertThat(status.possible()).isEmpty();
        assertThat(status.isSettled()).isTrue();
    }

    @Test
    void whatTheCustomerHasToDoIsShownUntilTheBankGoesOn() {
        OrderStatus asked = order.after(order.placed(), order.paymentRequested(), order.actionRequested());
        assertThat(asked.status()).isEqualTo(OrderState.AWAITING_PAYMENT);
        assertThat(asked.payment().status()).isEqualTo(PaymentStatus.ACTION_REQUIRED);
        assertThat(asked.payment().nextAction())
                .isEqualTo(new RequiredAction(
                        order.actionRequested().nextAction(), order.placedAt().plusSeconds(900)));
        assertThat(asked.isSettled()).isFalse();
        assertThat(OrderStatusDocument.read(OrderStatusDocument.write(asked))).isEqualTo(asked);

        OrderStatus goesOn =
                order.after(order.placed(), order.paymentRequested(), order.actionRequested(), order.delayed(false));
        assertThat(goesOn.payment().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(goesOn.payment().nextAction()).isNull();

        OrderStatus paid =
                order.after(order.placed(), order.paymentRequested(), order.actionRequested(), order.captured());
        assertThat(paid.payment().nextAction()).isNull();
    }

    @Test
    void aBankThatTakesDaysIsShown() {
        OrderStatus status = order.after(order.placed(), order.paymentRequested(), order.delayed(true));

        assertThat(status.payment().status()).isEqualTo(PaymentStatus.PROCESSING);
        assertThat(status.isSettled()).isFalse();
        assertThat(status.timeline().getLast().what()).isEqualTo(Milestone.PAYMENT_DELAYED);
    }

    @Test
    void anExpiredReservationEndsTheOrderOrIsAskedForAgain() {
        OrderStatus ended = order.after(
                order.placed(),
                order.paymentRequested(),
                order.authorized(),
                order.expired(false),
                new OrderRejected(order.id(), RejectionReason.AUTHORIZATION_EXPIRED, null));
        assertThat(ended.status()).isEqualTo(OrderState.REJECTED);
        assertThat(ended.reason()).isEqualTo(RejectionReason.AUTHORIZATION_EXPIRED);
        assertThat(ended.payment().status()).isEqualTo(PaymentStatus.VOIDED);
        assertThat(ended.payment().attempts().getFirst().status()).isEqualTo(AttemptStatus.VOIDED);
        assertThat(ended.isSettled()).isTrue();

        OrderStatus renewed = order.after(
                order.placed(), order.paymentRequested(), order.authorized(), order.expired(true), secondRequested());
        assertThat(renewed.status()).isEqualTo(OrderState.AWAITING_PAYMENT);
        assertThat(renewed.payment().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(renewed.payment().attempts())
                .extracting(PaymentAttempt::status)
                .containsExactly(AttemptStatus.VOIDED, AttemptStatus.STARTED);
    }

    private PaymentRequested secondRequested() {
        return new PaymentRequested(
                order.id(), PaymentIds.forOrder(order.id()), 2, "pm_2", TOTAL, CaptureMode.ON_CONFIRMATION);
    }

    private OrderStatus after(OrderEvent... more) {
        List<OrderEvent> all = new ArrayList<>(untilDeclined);
        all.addAll(List.of(more));
        return order.after(all.toArray(OrderEvent[]::new));
    }
}
