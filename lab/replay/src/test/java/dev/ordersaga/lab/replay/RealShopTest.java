package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ordersaga.lab.replay.shop.CancellationMatcher.Match;
import dev.ordersaga.lab.replay.shop.Invoice;
import dev.ordersaga.lab.replay.shop.InvoiceFiles;
import dev.ordersaga.lab.replay.shop.Invoices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Published counts of the UCI Online Retail data (doi:10.24432/C5BW33). They are not part of this repository: the
 * environment variable or system property {@code ORDER_SAGA_DATA} names the archive or its folder.
 */
class RealShopTest {

    private static final String VARIABLE = "ORDER_SAGA_DATA";

    @Test
    void expectedTotalsAreThePublishedOnes() throws IOException {
        String path = System.getProperty(VARIABLE, System.getenv().getOrDefault(VARIABLE, ""));
        if (path.isEmpty()) {
            System.err.println("NOT TESTED: the counts of the real shop. Name its files with " + VARIABLE + ".");
        }
        assumeTrue(!path.isEmpty(), VARIABLE + " names no files");

        Invoices invoices = InvoiceFiles.read(Path.of(path), StandardCharsets.UTF_8);
        ExpectedTotals expected = SampleReplay.expected(invoices, SampleReplay.options("pm_card_visa", true));

        assertThat(invoices.rows()).isEqualTo(541_909);
        assertThat(invoices.all()).hasSize(25_900);
        assertThat(invoices.unreadableRows()).isEmpty();
        assertThat(expected.notOrders())
                .isEqualTo(Map.of(Invoice.Kind.CANCELLATION, 3_836, Invoice.Kind.DEBT_ADJUSTMENT, 3));
        assertThat(expected.sent()).isEqualTo(22_061);
        assertThat(expected.accepted()).isEqualTo(18_532);
        assertThat(expected.acceptedLines()).isEqualTo(397_917);
        assertThat(expected.exactTotal()).isEqualByComparingTo("8911407.904");
        assertThat(expected.total()).isEqualTo("8911407.90");
        assertThat(expected.refusedBy())
                .isEqualTo(Map.of(
                        ContractLimits.Fault.CUSTOMER_MISSING, 3_525,
                        ContractLimits.Fault.QUANTITY_OUT_OF_RANGE, 1_336,
                        ContractLimits.Fault.TOTAL_OUT_OF_RANGE, 4));
        assertThatCancellationsAreThePublishedOnes(expected);
    }

    private static void assertThatCancellationsAreThePublishedOnes(ExpectedTotals expected) {
        assertThat(expected.refunded()).isEqualTo("313627.39");
        assertThat(expected.cancellations())
                .isEqualTo(Map.of(
                        Match.Kind.WHOLE, 124,
                        Match.Kind.PARTIAL, 2_551,
                        Match.Kind.NO_CUSTOMER, 182,
                        Match.Kind.NO_EARLIER_ORDER, 511,
                        Match.Kind.NOT_COVERED, 468));
    }
}
