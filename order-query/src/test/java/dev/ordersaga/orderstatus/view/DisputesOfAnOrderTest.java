package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.orderstatus.view.AnOrder.GBP;
import static dev.ordersaga.orderstatus.view.AnOrder.NOTHING;
import static dev.ordersaga.orderstatus.view.AnOrder.TOTAL;
import static dev.ordersaga.orderstatus.view.AnOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.PaymentStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a client sees that the customer complained to the bank. */
class DisputesOfAnOrderTest {

    private static final Money PART = new Money(1000, GBP);

    private final AnOrder order = anOrder();

    @Test
    void aDisputeWithholdsItsAmount() {
        OrderStatus status = paidAnd(order.disputed(PART));

        assertThat(status.payment().status()).isEqualTo(PaymentStatus.DISPUTED);
        assertThat(status.payment().disputes()).containsExactly(new Dispute("du_1", PART, "fraudulent", null));
        assertThat(status.payment().refundable()).isEqualTo(TOTAL.minus(PART));
        assertThat(status.isSettled()).isTrue();
        assertThat(OrderStatusDocument.read(OrderStatusDocument.write(status))).isEqualTo(status);

        assertThat(paidAnd(order.disputed(TOTAL)).possible()).doesNotContain(OrderAction.REFUNDS);
    }

    @Test
    void aDisputeThatIsWonChangesNothing() {
        OrderStatus status = paidAnd(order.disputed(TOTAL), order.decided(TOTAL, DisputeOutcome.WON));

        assertThat(status.payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(status.payment().refundable()).isEqualTo(TOTAL);
        assertThat(status.possible()).contains(OrderAction.REFUNDS);
    }

    @Test
    void aDisputeThatIsLostIsNoRefund() {
        OrderStatus status = paidAnd(order.disputed(TOTAL), order.decided(TOTAL, DisputeOutcome.LOST));

        assertThat(status.payment().status()).isEqualTo(PaymentStatus.CHARGED_BACK);
        assertThat(status.payment().refundedTotal()).isEqualTo(NOTHING);
        assertThat(status.payment().refundable()).isEqualTo(NOTHING);
        assertThat(status.timeline())
                .extracting(TimelineEntry::what)
                .endsWith(Milestone.DISPUTE_OPENED, Milestone.DISPUTE_CLOSED);
    }

    @Test
    void aCancelledOrderWaitsForTheBankWithoutBeingPolled() {
        OrderStatus waiting = paidAnd(order.disputed(TOTAL), order.cancelled(null, true), order.releaseRequested());
        assertThat(waiting.payment().status()).isEqualTo(PaymentStatus.DISPUTED);
        assertThat(waiting.isSettled()).isTrue();

        OrderStatus lost = paidAnd(
                order.disputed(TOTAL),
                order.cancelled(null, true),
                order.releaseRequested(),
                order.decided(TOTAL, DisputeOutcome.LOST),
                new PaymentReleased(order.id(), TOTAL, NOTHING));
        assertThat(lost.payment().status()).isEqualTo(PaymentStatus.CHARGED_BACK);
        assertThat(lost.payment().refundable()).isEqualTo(NOTHING);
    }

    private OrderStatus paidAnd(OrderEvent... more) {
        List<OrderEvent> all = new ArrayList<>(List.of(order.placed(), order.paymentRequested(), order.captured()));
        all.addAll(List.of(more));
        return order.after(all.toArray(OrderEvent[]::new));
    }
}
