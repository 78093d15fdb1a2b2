package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.api.testing.OrderEvents.GBP;
import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.ZERO;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.orderstatus.view.OrderStatusFixture.concat;
import static dev.ordersaga.orderstatus.view.OrderStatusFixture.statusAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.orderstate.Dispute;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.eventstore.serialization.PayloadProtection;
import org.junit.jupiter.api.Test;

/** Disputes and chargebacks in the status view. */
class OrderStatusDisputesTest {

    private static final Money PART = new Money(1000, GBP);

    private final OrderEvents order = anOrder();

    @Test
    void aDisputeWithholdsItsAmount() {
        OrderStatus status = afterCapture(order.disputeOpened(PART));

        assertThat(status.payment().status()).isEqualTo(PaymentStatus.DISPUTED);
        assertThat(status.payment().disputes().list())
                .containsExactly(new Dispute("du_1", PART, "fraudulent", null, null));
        assertThat(status.payment().refundable()).isEqualTo(TOTAL.minus(PART));
        assertThat(status.isSettled()).isTrue();
        assertThat(new OrderStatusDocument(PayloadProtection.NONE)
                        .read(new OrderStatusDocument(PayloadProtection.NONE).write(status)))
                .isEqualTo(status);

        assertThat(afterCapture(order.disputeOpened(TOTAL)).availableActions()).doesNotContain(OrderAction.REFUNDS);
    }

    @Test
    void aWonDisputeChangesNothing() {
        OrderStatus status = afterCapture(order.disputeOpened(TOTAL), order.disputeClosed(TOTAL, DisputeOutcome.WON));

        assertThat(status.payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(status.payment().refundable()).isEqualTo(TOTAL);
        assertThat(status.availableActions()).contains(OrderAction.REFUNDS, OrderAction.SHIPMENT);
    }

    @Test
    void aLostDisputeIsAChargebackAndNoRefund() {
        OrderStatus status = afterCapture(order.disputeOpened(TOTAL), order.disputeClosed(TOTAL, DisputeOutcome.LOST));

        assertThat(status.payment().status()).isEqualTo(PaymentStatus.CHARGED_BACK);
        assertThat(status.payment().balance().refunded()).isEqualTo(ZERO);
        assertThat(status.payment().refundable()).isEqualTo(ZERO);
        assertThat(status.availableActions()).doesNotContain(OrderAction.SHIPMENT);
        assertThat(status.timeline())
                .extracting(TimelineEntry::what)
                .endsWith(Milestone.DISPUTE_OPENED, Milestone.DISPUTE_CLOSED);
    }

    @Test
    void aCancelledOrderWithADisputeIsSettled() {
        OrderStatus waiting = afterCapture(order.disputeOpened(TOTAL), order.cancelled(true), order.releaseRequested());
        assertThat(waiting.payment().status()).isEqualTo(PaymentStatus.DISPUTED);
        assertThat(waiting.isSettled()).isTrue();

        OrderStatus lost = afterCapture(
                order.disputeOpened(TOTAL),
                order.cancelled(true),
                order.releaseRequested(),
                order.disputeClosed(TOTAL, DisputeOutcome.LOST),
                order.released(TOTAL, ZERO));
        assertThat(lost.payment().status()).isEqualTo(PaymentStatus.CHARGED_BACK);
        assertThat(lost.payment().refundable()).isEqualTo(ZERO);
    }

    private OrderStatus afterCapture(OrderEvent... more) {
        OrderEvent[] captured = {order.placed(), order.paymentRequested(), order.confirmed()};
        return statusAfter(order, concat(captured, more));
    }
}
