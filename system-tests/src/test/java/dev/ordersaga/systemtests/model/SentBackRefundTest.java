package dev.ordersaga.systemtests.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.status.CancelledBy;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.order.command.CancelOrder;
import dev.ordersaga.order.command.PlaceOrder;
import dev.ordersaga.order.command.RequestRefund;
import dev.ordersaga.orderstatus.view.OrderStatus;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.systemtests.model.ProviderCharge.MadeRefund;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Found by the model: a refund that the bank returns counts for its order, in any order of reports and repetitions. */
class SentBackRefundTest {

    private static final UUID ORDER = UUID.fromString("01930000-0000-7000-8000-000000000001");

    private final SilencedLogs logs = new SilencedLogs();
    private final World world = new World(() -> {}, true);

    @BeforeEach
    void silenceLogs() {
        logs.begin();
    }

    @AfterEach
    void restoreLogs() {
        logs.end();
    }

    @Test
    void isAFindingAlsoIfReconciliationSeesItFirst() {
        order();
        client(new CancelOrder(ORDER, CancelledBy.CUSTOMER, null, null));
        ProviderCharge held = world.records.all().getFirst();

        held.refunds.values().forEach(this::sendBack);
        world.clock.advance(Duration.ofMinutes(5));
        world.payments.reconciliation().reconcileRecent();
        world.recovery.recover();

        assertThat(held.refunds).hasSize(1);
        assertThat(world.payments.reconciliation().unmatchedCharges()).isZero();
        assertThat(world.payments.ofOrder(ORDER).orElseThrow().net()).isEqualTo(held.net());
    }

    @Test
    void changesTheBalanceAlsoIfItIsNotTheFirst() {
        order();
        client(new RequestRefund(ORDER, new BigDecimal("5.00"), null));
        client(new CancelOrder(ORDER, CancelledBy.CUSTOMER, null, null));
        ProviderCharge held = world.records.all().getFirst();

        held.refunds.values().forEach(refund -> {
            sendBack(refund);
            world.recovery.recover();
        });

        OrderStatus status = Objects.requireNonNull(world.view.row(ORDER));
        assertThat(held.net()).isEqualTo(Clients.TOTAL.minor());
        assertThat(status.payment().refundable()).isEqualTo(Clients.TOTAL);
    }

    private void order() {
        world.begin(Choices.of(), null, false);
        world.faults.recover();
        client(new PlaceOrder(
                ORDER, "f", "default", "17850", List.of(), Clients.TOTAL, "pm_1", CaptureMode.ON_CONFIRMATION));
    }

    private void client(Object command) {
        world.transactions.executeInTransaction(() -> world.aggregates.sendAndWait(command));
        world.recovery.recover();
    }

    private void sendBack(MadeRefund refund) {
        world.records.now(refund, new RefundAnswer.Failed("sent_back"));
    }
}
