package dev.ordersaga.systemtests.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Execution;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.order.command.PlaceOrder;
import dev.ordersaga.order.command.RequestRefund;
import dev.ordersaga.orderstatus.view.OrderStatus;
import dev.ordersaga.payment.gateway.DisputeAnswer;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What banks decide after the window of reconciliation, and without a message, is found by the comparison of the single
 * charge.
 */
class LateChangesTest {

    private static final UUID ORDER = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final int DECIDED_ON = 20;
    private static final int FOUND_BY = 35;

    private final SilencedLogs logs = new SilencedLogs();
    private final World world = new World(() -> {}, true);

    @BeforeEach
    void capturedOrder() {
        logs.begin();
        world.begin(Choices.of(), null, false);
        world.faults.recover();
        client(new PlaceOrder(
                ORDER, "f", "default", "17850", List.of(), Clients.TOTAL, "pm_1", CaptureMode.ON_CONFIRMATION));
        assertThat(status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @AfterEach
    void restoreLogs() {
        logs.end();
    }

    @Test
    void aRefundThatIsReturnedAfterTheWindowIsRecorded() {
        client(new RequestRefund(ORDER, new BigDecimal("5.00"), null));
        assertThat(status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);

        days(DECIDED_ON);
        charge().refunds.values().forEach(made -> world.records.now(made, new RefundAnswer.Failed("sent_back")));
        days(FOUND_BY - DECIDED_ON);

        assertThat(status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void aDisputeThatIsLostAfterTheWindowIsRecorded() {
        ProviderCharge held = charge();
        var open = new DisputeAnswer("du_of_" + held.reference, Clients.TOTAL, "fraudulent", null, null);
        dispute(held, open);
        days(1);
        assertThat(status()).isEqualTo(PaymentStatus.DISPUTED);

        days(DECIDED_ON);
        dispute(held, new DisputeAnswer(open.reference(), open.amount(), open.reason(), DisputeOutcome.LOST, null));
        days(1);

        assertThat(status()).isEqualTo(PaymentStatus.CHARGED_BACK);
    }

    private void dispute(ProviderCharge held, DisputeAnswer now) {
        held.dispute = now;
        world.records.disputed(held);
    }

    private ProviderCharge charge() {
        return world.records.all().getFirst();
    }

    private PaymentStatus status() {
        OrderStatus row = Objects.requireNonNull(world.view.row(ORDER));
        return row.payment().status();
    }

    private void client(Object command) {
        world.transactions.executeInTransaction(() -> world.aggregates.sendAndWait(command));
        work();
    }

    /** Each with a full reconciliation; no message of the provider arrives. */
    private void days(int days) {
        for (int day = 0; day < days; day++) {
            world.records.changes().clear();
            world.clock.advance(Duration.ofDays(1));
            world.payments.reconciliation().reconcileAll();
            work();
        }
    }

    /** Whatever is due now; time does not pass. */
    private void work() {
        boolean isBusy = true;
        while (isBusy) {
            List<Execution> due = world.tasks.due(world.clock.instant());
            due.forEach(world.runner::run);
            List<Processor> behind =
                    world.processors.stream().filter(Processor::hasWork).toList();
            behind.forEach(processor -> processor.step(50));
            isBusy = !due.isEmpty() || !behind.isEmpty();
        }
    }
}
