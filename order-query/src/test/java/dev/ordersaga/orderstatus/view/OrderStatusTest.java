package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.ZERO;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.orderstatus.view.OrderStatusFixture.concat;
import static dev.ordersaga.orderstatus.view.OrderStatusFixture.statusAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.status.CancelledBy;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.eventstore.serialization.PayloadProtection;
import dev.ordersaga.orderstatus.compression.DocumentCompression;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OrderStatusTest {

    private final OrderEvents order = anOrder();

    @Test
    void anOrderBeginsPlaced() {
        OrderStatus status = statusAfter(order, order.placed());

        assertThat(status.orderId()).isEqualTo(order.id());
        assertThat(status.customerId()).isEqualTo("17850");
        assertThat(status.status()).isEqualTo(OrderState.PLACED);
        assertThat(status.rejection()).isNull();
        assertThat(status.cancellation()).isNull();
        assertThat(status.version()).isZero();
        assertThat(status.total()).isEqualTo(TOTAL);
        assertThat(status.lines()).isEqualTo(order.placed().lines());
        assertThat(status.placedAt()).isEqualTo(order.placedAt());
        assertThat(status.updatedAt()).isEqualTo(order.placedAt());
        assertPayment(status, PaymentStatus.NOT_REQUESTED, ZERO, ZERO);
        assertThat(status.payment().attempts().requested()).isEmpty();
        assertThat(status.isSettled()).isFalse();
    }

    @Test
    void anOrderAwaitsTheRequestedPayment() {
        OrderStatus status = statusAfter(order, order.placed(), order.paymentRequested());

        assertThat(status.status()).isEqualTo(OrderState.AWAITING_PAYMENT);
        assertPayment(status, PaymentStatus.PENDING, ZERO, ZERO);
        assertThat(status.payment().attempts().requested())
                .containsExactly(new PaymentAttempt(1, "pm_card_visa", AttemptStatus.STARTED, null));
        assertThat(status.isSettled()).isFalse();
        assertThat(status.updatedAt()).isEqualTo(order.placedAt().plusSeconds(1));
    }

    @Test
    void anOrderIsConfirmedOnceItsPaymentIsCaptured() {
        OrderStatus status = statusAfter(order, order.placed(), order.paymentRequested(), order.confirmed());

        assertThat(status.status()).isEqualTo(OrderState.CONFIRMED);
        assertPayment(status, PaymentStatus.CAPTURED, TOTAL, ZERO);
        assertThat(status.payment().attempts().requested())
                .containsExactly(new PaymentAttempt(1, "pm_card_visa", AttemptStatus.CAPTURED, null));
        assertThat(status.isSettled()).isTrue();
        assertThat(status.timeline())
                .containsExactly(
                        new TimelineEntry(order.placedAt(), Milestone.PLACED),
                        new TimelineEntry(order.placedAt().plusSeconds(1), Milestone.PAYMENT_REQUESTED),
                        new TimelineEntry(order.placedAt().plusSeconds(2), Milestone.CONFIRMED));
    }

    @Test
    void anOrderIsConfirmedOnceItsPaymentIsAuthorized() {
        OrderStatus status = statusAfter(order, order.placed(), order.paymentRequested(), order.confirmedUncaptured());

        assertThat(status.status()).isEqualTo(OrderState.CONFIRMED);
        assertPayment(status, PaymentStatus.AUTHORIZED, ZERO, ZERO);
        assertThat(status.isSettled()).isTrue();
    }

    @Test
    void aDeclinedPaymentRejectsTheOrder() {
        OrderStatus status = statusAfter(order, order.placed(), order.paymentRequested(), order.rejectedByDecline(1));

        assertThat(status.status()).isEqualTo(OrderState.REJECTED);
        assertThat(status.rejection()).isEqualTo(RejectionReason.PAYMENT_DECLINED);
        assertPayment(status, PaymentStatus.DECLINED, ZERO, ZERO);
        assertThat(status.payment().attempts().requested())
                .containsExactly(new PaymentAttempt(1, "pm_card_visa", AttemptStatus.DECLINED, "insufficient_funds"));
        assertThat(status.isSettled()).isTrue();
    }

    @Test
    void aTimeoutRejectsTheOrderWhichIsSettledOnceItsPaymentIsReleased() {
        OrderEvent[] untilTimeout = {
            order.placed(), order.paymentRequested(), order.rejected(RejectionReason.PAYMENT_TIMED_OUT)
        };
        OrderStatus timedOut = statusAfter(order, untilTimeout);

        assertThat(timedOut.status()).isEqualTo(OrderState.REJECTED);
        assertThat(timedOut.rejection()).isEqualTo(RejectionReason.PAYMENT_TIMED_OUT);
        assertPayment(timedOut, PaymentStatus.RELEASING, ZERO, ZERO);
        assertThat(timedOut.isSettled()).isFalse();

        OrderStatus released = statusAfter(order, concat(untilTimeout, order.releaseRequested(), order.released(ZERO)));
        assertThat(released.rejection()).isEqualTo(RejectionReason.PAYMENT_TIMED_OUT);
        assertPayment(released, PaymentStatus.VOIDED, ZERO, ZERO);
        assertThat(released.payment().attempts().requested())
                .containsExactly(new PaymentAttempt(1, "pm_card_visa", AttemptStatus.VOIDED, null));
        assertThat(released.isSettled()).isTrue();
    }

    @Test
    void aCaptureAfterTheTimeoutIsRefunded() {
        OrderStatus status = statusAfter(
                order,
                order.placed(),
                order.paymentRequested(),
                order.rejected(RejectionReason.PAYMENT_TIMED_OUT),
                order.releaseRequested(),
                order.released(TOTAL));

        assertPayment(status, PaymentStatus.REFUNDED, TOTAL, TOTAL);
        assertThat(status.payment().attempts().requested())
                .containsExactly(new PaymentAttempt(1, "pm_card_visa", AttemptStatus.REFUNDED, null));
        assertThat(status.isSettled()).isTrue();
    }

    @Test
    void anOrderCancelledBeforeAnyPaymentIsSettledImmediately() {
        OrderStatus status = statusAfter(order, order.placed(), order.cancelled(false));

        assertThat(status.status()).isEqualTo(OrderState.CANCELLED);
        assertThat(status.cancellation()).isEqualTo(new Cancellation(CancelledBy.CUSTOMER, null));
        assertThat(status.rejection()).isNull();
        assertPayment(status, PaymentStatus.NOT_REQUESTED, ZERO, ZERO);
        assertThat(status.isSettled()).isTrue();
    }

    @Test
    void anOrderCancelledAfterItsConfirmationIsSettledOnceItsPaymentIsRefunded() {
        OrderEvent[] untilCancelled = {
            order.placed(), order.paymentRequested(), order.confirmed(), order.cancelled(true, "changed my mind")
        };
        OrderStatus cancelled = statusAfter(order, untilCancelled);

        assertThat(cancelled.status()).isEqualTo(OrderState.CANCELLED);
        assertThat(cancelled.cancellation()).isEqualTo(new Cancellation(CancelledBy.CUSTOMER, "changed my mind"));
        assertPayment(cancelled, PaymentStatus.RELEASING, TOTAL, ZERO);
        assertThat(cancelled.isSettled()).isFalse();

        OrderStatus requested = statusAfter(order, concat(untilCancelled, order.releaseRequested()));
        assertPayment(requested, PaymentStatus.RELEASING, TOTAL, ZERO);
        assertThat(requested.isSettled()).isFalse();

        OrderStatus released =
                statusAfter(order, concat(untilCancelled, order.releaseRequested(), order.released(TOTAL)));
        assertThat(released.status()).isEqualTo(OrderState.CANCELLED);
        assertPayment(released, PaymentStatus.REFUNDED, TOTAL, TOTAL);
        assertThat(released.isSettled()).isTrue();
        assertThat(released.cancellation()).isEqualTo(cancelled.cancellation());
    }

    @Test
    void anAuthorizationIsVoidedAndNotRefunded() {
        OrderStatus status = statusAfter(
                order,
                order.placed(),
                order.paymentRequested(),
                order.confirmedUncaptured(),
                order.cancelled(true),
                order.releaseRequested(),
                order.released(ZERO));

        assertPayment(status, PaymentStatus.VOIDED, ZERO, ZERO);
        assertThat(status.payment().attempts().requested())
                .containsExactly(new PaymentAttempt(1, "pm_card_visa", AttemptStatus.VOIDED, null));
    }

    @Test
    void onlyTheNextEventIsAccepted() {
        OrderStatus placed = statusAfter(order, order.placed());
        OrderConfirmed confirmed = order.confirmed();

        assertThatIllegalStateException().isThrownBy(() -> OrderStatus.evolve(placed, confirmed, 2, order.placedAt()));
        assertThatIllegalStateException().isThrownBy(() -> OrderStatus.evolve(placed, confirmed, 0, order.placedAt()));
        assertThatIllegalStateException()
                .isThrownBy(() -> OrderStatus.evolve(null, order.placed(), 1, order.placedAt()));
        assertThatIllegalStateException()
                .isThrownBy(() -> OrderStatus.evolve(placed, order.placed(), 1, order.placedAt()));
    }

    @Test
    void theDocumentIsDeserializedToAnEqualStatus() {
        OrderStatus status = statusAfter(
                order,
                order.placed(),
                order.paymentRequested(),
                order.confirmed(),
                order.cancelled(true, "why not? é🛒"));

        byte[] document = new OrderStatusDocument(PayloadProtection.NONE).write(status);

        assertThat(new OrderStatusDocument(PayloadProtection.NONE).read(document))
                .isEqualTo(status);
        assertThat(new String(DocumentCompression.expand(document), StandardCharsets.UTF_8))
                .contains("\"unitPrice\":2.5500")
                .doesNotContain("settled", "zero", "[]");
    }

    private static void assertPayment(OrderStatus status, PaymentStatus state, Money captured, Money refunded) {
        assertThat(status.payment().status()).isEqualTo(state);
        assertThat(status.payment().balance().captured()).isEqualTo(captured);
        assertThat(status.payment().balance().refunded()).isEqualTo(refunded);
    }
}
