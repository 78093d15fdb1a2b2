package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.lab.replay.PlannedOrder.Status;
import dev.ordersaga.lab.replay.shop.CancellationMatcher.Match;
import dev.ordersaga.lab.replay.shop.Invoice;
import dev.ordersaga.lab.replay.shop.SampleShop;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectedTotalsTest {

    @Test
    void totalsOfTheSampleShop() {
        ExpectedTotals expected = expected("pm_card_visa", false);

        assertThat(expected.rows()).isEqualTo(20);
        assertThat(expected.sent()).isEqualTo(8);
        assertThat(expected.accepted()).isEqualTo(4);
        assertThat(expected.acceptedLines()).isEqualTo(7);
        assertThat(expected.exactTotal()).isEqualByComparingTo("38.310");
        assertThat(expected.total()).isEqualTo("38.32");
        assertThat(expected.captured()).isEqualTo("38.32");
        assertThat(expected.refunded()).isZero();
        assertThat(expected.statuses()).isEqualTo(Map.of(Status.CONFIRMED, 4, Status.REFUSED, 4));
    }

    @Test
    void invoicesThatAreNotOrdersAndRefusalsAreCounted() {
        ExpectedTotals expected = expected("pm_card_visa", false);

        assertThat(expected.notOrders())
                .isEqualTo(Map.of(
                        Invoice.Kind.CANCELLATION, 5,
                        Invoice.Kind.DEBT_ADJUSTMENT, 1,
                        Invoice.Kind.UNREADABLE, 1,
                        Invoice.Kind.SEVERAL_CUSTOMERS, 1));
        assertThat(expected.refusedBy())
                .isEqualTo(Map.of(
                        ContractLimits.Fault.CUSTOMER_MISSING, 2,
                        ContractLimits.Fault.QUANTITY_OUT_OF_RANGE, 1,
                        ContractLimits.Fault.PRICE_NOT_ACCEPTED, 1,
                        ContractLimits.Fault.TOTAL_OUT_OF_RANGE, 1));
        assertThat(expected.cancellations())
                .isEqualTo(Map.of(
                        Match.Kind.WHOLE, 1,
                        Match.Kind.PARTIAL, 1,
                        Match.Kind.NO_CUSTOMER, 1,
                        Match.Kind.NO_EARLIER_ORDER, 1,
                        Match.Kind.NOT_COVERED, 1));
    }

    @Test
    void cancelledOrdersAreRefunded() {
        ExpectedTotals expected = expected("pm_card_visa", true);

        assertThat(expected.statuses()).isEqualTo(Map.of(Status.CONFIRMED, 3, Status.CANCELLED, 1, Status.REFUSED, 4));
        assertThat(expected.captured()).isEqualTo("38.32");
        assertThat(expected.refunded()).isEqualTo("10.00");
    }

    @Test
    void declinedOrdersAreNeitherCapturedNorCancelled() {
        ExpectedTotals expected = expected("pm_card_chargeDeclined", true);

        assertThat(expected.statuses()).isEqualTo(Map.of(Status.PAYMENT_DECLINED, 4, Status.REFUSED, 4));
        assertThat(expected.total()).isEqualTo("38.32");
        assertThat(expected.captured()).isZero();
        assertThat(expected.refunded()).isZero();
    }

    private static ExpectedTotals expected(String paymentMethods, boolean cancelWholeOrders) {
        return SampleReplay.expected(SampleShop.invoices(), SampleReplay.options(paymentMethods, cancelWholeOrders));
    }
}
