package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.orderstatus.view.AnOrder.NOTHING;
import static dev.ordersaga.orderstatus.view.AnOrder.TOTAL;
import static dev.ordersaga.orderstatus.view.AnOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CancelledBy;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.RejectionReason;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OrderStatusTest {

    private final AnOrder order = anOrder();

    @Test
    void anOrderBeginsPlaced() {
        OrderStatus status = order.after(order.placed());

        assertThat(status.orderId()).isEqualTo(order.id());
        assertThat(status.customerId()).isEqualTo("17850");
        assertThat(status.status()).isEqualTo(OrderState.PLACED);
        assertThat(status.reason()).isNull();
        assertThat(status.cancellation()).isNull();
        assertThat(status.version()).isZero();
        assertThat(status.total()).isEqualTo(TOTAL);
        assertThat(status.lines()).isEqualTo(order.placed().lines());
        assertThat(status.placedAt()).isEqualTo(order.placedAt());
        assertThat(status.updatedAt()).isEqualTo(order.placedAt());
        assertPayment(status, PaymentStatus.NOT_REQUESTED, NOTHING, NOTHING);
        assertThat(status.payment().attempts()).isEmpty();
        assertThat(status.isSettled()).isFalse();
    }

    @Test
    void anOrderAwaitsThePaymentThatWasAskedFor() {
        OrderStatus status = order.after(order.placed(), order.paymentRequested());

        assertThat(status.status()).isEqualTo(OrderState.AWAITING_PAYMENT);
        assertPayment(status, PaymentStatus.PENDING, NOTHING, NOTHING);
        assertThat(status.payment().attempts())
                .containsExactly(new PaymentAttempt(1, "pm_card_visa", AttemptStatus.STARTED, null));
        assertThat(status.isSettled()).isFalse();
        assertThat(status.updatedAt()).isEqualTo(order.placedAt().plusSeconds(1));
    }

    @Test
    void anOrderIsConfirmedOnceItsPaymentIsCaptured() {
        OrderStatus status = order.after(order.placed(), order.paymentRequested(), order.captured());

        assertThat(status.status()).isEqualTo(OrderState.CONFIRMED);
        assertPayment(status, PaymentStatus.CAPTURED, TOTAL, NOTHING);
        assertThat(status.payment().attempts())
                .containsExactly(new PaymentAttempt(1, "pm_card_visa", AttemptStatus.CAPTURED, null));
        assertThat(status.isSettled()).isTrue();
        assertThat(status.timeline())
                .containsExactly(
                        new TimelineEntry(order.placedAt(), Milestone.PLACED),
                        new TimelineEntry(order.placedAt().plusSeconds(1), Milestone.PAYMENT_REQUESTED),
                        new TimelineEntry(order.placedAt().plusSeconds(2), Milestone.CONFIRMED));
    }

    @Test
    void anOrderIsConfirmedOnceItsPaymentIsReserved() {
        OrderStatus status = order.after(order.placed(), order.paymentRequested(), order.authorized());

        assertThat(status.status()).isEqualTo(OrderState.CONFIRMED);
        assertPayment(status, PaymentStatus.AUTHORIZED, NOTHING, NOTHING);
        assertThat(status.isSettled()).isTrue();
    }

    @Test
    void aDeclinedPaymentRejectsTheOrderForGood() {
        OrderStatus status = order.after(order.placed(), order.paymentRequested(), order.declined());

        assertThat(status.status()).isEqualTo(OrderState.REJECTED);
        assertThat(status.reason()).isEqualTo(RejectionReason.PAYMENT_DECLINED);
        assertPayment(status, PaymentStatus.DECLINED, NOTHING, NOTHING);
        assertThat(status.payment().attempts())
                .containsExactly(new PaymentAttempt(1, "pm_card_visa", AttemptStatus.DECLINED, "insufficient_funds"));
        assertThat(status.isSettled()).isTrue();
    }

    @Test
    void silenceRejectsTheOrderAndLeavesItOpenUntilNothingIsHeld() {
        OrderEvent[] untilTimeout = {order.placed(), order.paymentRequested(), order.timedOut()};
        OrderStatus timedOut = order.after(untilTimeout);

        assertThat(timedOut.status()).isEqualTo(OrderState.REJECTED);
        assertThat(timedOut.reason()).isEqualTo(RejectionReason.PAYMENT_TIMED_OUT);
        assertPayment(timedOut, PaymentStatus.RELEASING, NOTHING, NOTHING);
        assertThat(timedOut.isSettled()).isFalse();

        OrderStatus released = order.after(and(untilTimeout, order.releaseRequested(), order.released(NOTHING)));
        assertThat(released.reason()).isEqualTo(RejectionReason.PAYMENT_TIMED_OUT);
        assertPayment(released, PaymentStatus.VOIDED, NOTHING, NOTHING);
        assertThat(released.payment().attempts())
                .containsExactly(new PaymentAttempt(1, "pm_card_visa", AttemptStatus.VOIDED, null));
        assertThat(released.isSettled()).isTrue();
    }

    @Test
    void moneyThatCameTooLateIsGivenBack() {
        OrderStatus status = order.after(
                order.placed(),
                order.paymentRequested(),
                order.timedOut(),
                order.releaseRequested(),
                order.released(TOTAL));

        assertPayment(status, PaymentStatus.REFUNDED, TOTAL, TOTAL);
        assertThat(status.payment().attempts())
                .containsExactly(new PaymentAttempt(1, "pm_card_visa", AttemptStatus.REFUNDED, null));
        assertThat(status.isSettled()).isTrue();
    }

    @Test
    void anOrderCancelledBeforeAnyPaymentIsSettledAtOnce() {
        OrderStatus status = order.after(order.placed(), order.cancelled(null, false));

        assertThat(status.status()).isEqualTo(OrderState.CANCELLED);
        assertThat(status.cancellation()).isEqualTo(new Cancellation(CancelledBy.CUSTOMER, null));
        assertThat(status.reason()).isNull();
        assertPayment(status, PaymentStatus.NOT_REQUESTED, NOTHING, NOTHING);
        assertThat(status.isSettled()).isTrue();
    }

    @Test
    void anOrderCancelledAfterItsConfirmationIsOpenUntilTheMoneyIsBack() {
        OrderEvent[] untilCancelled = {
            order.placed(), order.paymentRequested(), order.captured(), order.cancelled("changed my mind", true)
        };
        OrderStatus cancelled = order.after(untilCancelled);

        assertThat(cancelled.status()).isEqualTo(OrderState.CANCELLED);
        assertThat(cancelled.cancellation()).isEqualTo(new Cancellation(CancelledBy.CUSTOMER, "changed my mind"));
        assertPayment(cancelled, PaymentStatus.RELEASING, TOTAL, NOTHING);
        assertThat(cancelled.isSettled()).isFalse();

        OrderStatus requested = order.after(and(untilCancelled, order.releaseRequested()));
        assertPayment(requested, PaymentStatus.RELEASING, TOTAL, NOTHING);
        assertThat(requested.isSettled()).isFalse();

        OrderStatus released = order.after(and(untilCancelled, order.releaseRequested(), order.released(TOTAL)));
        assertThat(released.status()).isEqualTo(OrderState.CANCELLED);
        assertPayment(released, PaymentStatus.REFUNDED, TOTAL, TOTAL);
        assertThat(released.isSettled()).isTrue();
        assertThat(released.cancellation()).isEqualTo(cancelled.cancellation());
    }

    @Test
    void aReservationIsVoidedAndNotRefunded() {
        OrderStatus status = order.after(
                order.placed(),
                order.paymentRequested(),
                order.authorized(),
                order.cancelled(null, true),
                order.releaseRequested(),
                order.released(NOTHING));

        assertPayment(status, PaymentStatus.VOIDED, NOTHING, NOTHING);
        assertThat(status.payment().attempts())
                .containsExactly(new PaymentAttempt(1, "pm_card_visa", AttemptStatus.VOIDED, null));
    }

    @Test
    void onlyTheNextEventCanFollow() {
        OrderStatus placed = order.after(order.placed());
        OrderConfirmed confirmed = order.captured();

        assertThatIllegalStateException().isThrownBy(() -> OrderStatus.evolve(placed, confirmed, 2, order.placedAt()));
        assertThatIllegalStateException().isThrownBy(() -> OrderStatus.evolve(placed, confirmed, 0, order.placedAt()));
        assertThatIllegalStateException()
                .isThrownBy(() -> OrderStatus.evolve(null, order.placed(), 1, order.placedAt()));
        assertThatIllegalStateException()
                .isThrownBy(() -> OrderStatus.evolve(placed, order.placed(), 1, order.placedAt()));
    }

    @Test
    void theStoredFormIsReadBackEqual() {
        OrderStatus status = order.after(
                order.placed(), order.paymentRequested(), order.captured(), order.cancelled("why not? é🛒", true));

        byte[] document = OrderStatusDocument.write(status);

        assertThat(OrderStatusDocument.read(document)).isEqualTo(status);
        assertThat(new String(document, StandardCharsets.UTF_8))
                .contains("\"unitPrice\":2.5500")
                .doesNotContain("settled", "zero");
    }

    private static void assertPayment(OrderStatus status, PaymentStatus state, Money captured, Money refunded) {
        assertThat(status.payment().status()).isEqualTo(state);
        assertThat(status.payment().capturedTotal()).isEqualTo(captured);
        assertThat(status.payment().refundedTotal()).isEqualTo(refunded);
    }

    private static OrderEvent[] and(OrderEvent[] first, OrderEvent... more) {
        OrderEvent[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
