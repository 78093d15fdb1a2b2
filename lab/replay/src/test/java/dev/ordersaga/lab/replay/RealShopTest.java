package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The known counts of the UCI Online Retail data (doi:10.24432/C5BW33). They are not part of this repository: name the
 * archive or its folder with the environment variable or system property {@code ORDER_SAGA_DATA}.
 */
class RealShopTest {

    private static final String WHERE = "ORDER_SAGA_DATA";

    @Test
    void theFilesHoldWhatIsPublishedAndForetellTheReferenceTotal() {
        String path = System.getProperty(WHERE, System.getenv().getOrDefault(WHERE, ""));
        if (path.isEmpty()) {
            System.err.println("NOT TESTED: the counts of the real shop. Name its files with " + WHERE + ".");
        }
        assumeTrue(!path.isEmpty(), WHERE + " names no files");

        InvoiceBook book = new InvoiceFiles(StandardCharsets.UTF_8).read(Path.of(path));
        ReplaySettings settings = SampleShop.settings(URI.create("http://nobody.invalid"), "pm_card_visa", true);
        ExpectedFromFiles expected = ExpectedFromFiles.of(book, ReplayPlan.of(book, settings), SampleShop.GBP);

        assertThat(book.rows()).isEqualTo(541_909);
        assertThat(book.invoices()).hasSize(25_900);
        assertThat(book.unreadableRows()).isEmpty();
        assertThat(expected.notOrders())
                .isEqualTo(Map.of(InvoiceKind.CANCELLATION, 3_836, InvoiceKind.DEBT_ADJUSTMENT, 3));
        assertThat(expected.sent()).isEqualTo(22_061);
        assertThat(expected.accepted()).isEqualTo(18_532);
        assertThat(expected.acceptedLines()).isEqualTo(397_917);
        assertThat(expected.exactTotal()).isEqualByComparingTo("8911407.904");
        assertThat(expected.total()).isEqualTo("8911407.90");
        assertThat(expected.refusedBy())
                .isEqualTo(Map.of(
                        ContractFault.CUSTOMER_MISSING, 3_525,
                        ContractFault.QUANTITY_OUT_OF_RANGE, 1_336,
                        ContractFault.TOTAL_OUT_OF_RANGE, 4));
        assertThatCancellationsAreAsPublished(expected);
    }

    private static void assertThatCancellationsAreAsPublished(ExpectedFromFiles expected) {
        assertThat(expected.refunded()).isEqualTo("313627.39");
        assertThat(expected.cancellations())
                .isEqualTo(Map.of(
                        Pairing.Match.WHOLE, 124,
                        Pairing.Match.PARTIAL, 2_551,
                        Pairing.Match.NO_CUSTOMER, 182,
                        Pairing.Match.NO_EARLIER_ORDER, 511,
                        Pairing.Match.NOT_COVERED, 468));
    }
}
