package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectedFromFilesTest {

    private static final URI NOWHERE = URI.create("http://nobody.invalid");

    @Test
    void theSumsOfTheSampleShop() {
        ExpectedFromFiles expected = expected(SampleShop.settings());

        assertThat(expected.sent()).isEqualTo(8);
        assertThat(expected.accepted()).isEqualTo(4);
        assertThat(expected.acceptedLines()).isEqualTo(7);
        assertThat(expected.exactTotal()).isEqualByComparingTo("38.310");
        assertThat(expected.total()).isEqualTo("38.32");
        assertThat(expected.captured()).isEqualTo("38.32");
        assertThat(expected.refunded()).isZero();
        assertThat(expected.endings()).isEqualTo(Map.of(Ending.CONFIRMED, 4, Ending.REFUSED, 4));
    }

    @Test
    void whatIsNoOrderAndWhatMustBeRefused() {
        ExpectedFromFiles expected = expected(SampleShop.settings());

        assertThat(expected.notOrders())
                .isEqualTo(Map.of(
                        InvoiceKind.CANCELLATION, 5,
                        InvoiceKind.DEBT_ADJUSTMENT, 1,
                        InvoiceKind.UNREADABLE, 1,
                        InvoiceKind.SEVERAL_CUSTOMERS, 1));
        assertThat(expected.refusedBy())
                .isEqualTo(Map.of(
                        ContractFault.CUSTOMER_MISSING, 2,
                        ContractFault.QUANTITY_OUT_OF_RANGE, 1,
                        ContractFault.PRICE_NOT_ACCEPTED, 1,
                        ContractFault.TOTAL_OUT_OF_RANGE, 1));
        assertThat(expected.cancellations())
                .isEqualTo(Map.of(
                        Pairing.Match.WHOLE, 1,
                        Pairing.Match.PARTIAL, 1,
                        Pairing.Match.NO_CUSTOMER, 1,
                        Pairing.Match.NO_EARLIER_ORDER, 1,
                        Pairing.Match.NOT_COVERED, 1));
    }

    @Test
    void cancelledOrdersGiveTheirMoneyBack() {
        ExpectedFromFiles expected = expected(SampleShop.settings(NOWHERE, "pm_card_visa", true));

        assertThat(expected.endings()).isEqualTo(Map.of(Ending.CONFIRMED, 3, Ending.CANCELLED, 1, Ending.REFUSED, 4));
        assertThat(expected.captured()).isEqualTo("38.32");
        assertThat(expected.refunded()).isEqualTo("10.00");
    }

    @Test
    void declinedOrdersBringNothingAndCannotBeCancelled() {
        ExpectedFromFiles expected = expected(SampleShop.settings(NOWHERE, "pm_card_chargeDeclined", true));

        assertThat(expected.endings()).isEqualTo(Map.of(Ending.PAYMENT_DECLINED, 4, Ending.REFUSED, 4));
        assertThat(expected.total()).isEqualTo("38.32");
        assertThat(expected.captured()).isZero();
        assertThat(expected.refunded()).isZero();
    }

    private static ExpectedFromFiles expected(ReplaySettings settings) {
        InvoiceBook book = SampleShop.book();
        return ExpectedFromFiles.of(book, ReplayPlan.of(book, settings), SampleShop.GBP);
    }
}
